import type { TSchema } from 'typebox';
import { ClusterFile } from './parse/schemas/cluster-file.ts';
import { EnvironmentFile, LayerFile, Secrets } from './parse/schemas/environment-file.ts';
import type { Catalogue } from './resolve/catalogue.ts';

/** Every schema that valid input is validated with, in a fixed order. */
export function allSchemas({ services, contracts }: Catalogue): readonly TSchema[] {
  const options = [...services.values()].map((service): TSchema => service.options);
  return [
    ClusterFile,
    LayerFile,
    EnvironmentFile,
    ...Secrets.anyOf,
    ...[...contracts.values()].map(({ endpoint }): TSchema => endpoint),
    ...options,
  ];
}
