import { type TArray, type TOptional, type TString, Type } from 'typebox';

/** What an option may take from its surroundings, so that builders never see the environment or the cluster. */
export const facts = [
  'environment.domain',
  'environment.namespaces',
  'environment.stage',
  'cluster.name',
  'cluster.cloud',
  'cluster.region',
  'cluster.ingress.class',
  'cluster.ingress.issuer',
  'cluster.storageClasses.block',
  'cluster.storageClasses.file',
] as const;
export type Fact = (typeof facts)[number];

/** An option that `resolve` fills from the environment or its cluster, unless environment.yaml sets it. Undefined where neither does. */
export function fact(from: Fact, options: { description: string; pattern?: string }): TOptional<TString> {
  return Type.Optional(Type.String({ from, ...options }));
}

/** The namespaces of the environment's components, that of the component itself included. */
export function Namespaces(options: { description: string }): TOptional<TArray<TString>> {
  return Type.Optional(Type.Array(Type.String(), { from: 'environment.namespaces' satisfies Fact, minItems: 1, ...options }));
}

/** The class of a volume that one Pod writes. */
export const BlockStorageClass = () =>
  fact('cluster.storageClasses.block', { description: 'StorageClass of the data volume; the cluster names its own' });

/** The class of a volume that several Pods write (ReadWriteMany). */
export const FileStorageClass = () =>
  fact('cluster.storageClasses.file', { description: 'StorageClass for a volume that several Pods write (ReadWriteMany)' });
