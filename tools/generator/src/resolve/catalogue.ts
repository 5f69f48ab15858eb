import * as contractModule from '@gitops/connections';
import type { AnyContract, AnyService } from '@gitops/kit';

/** Everything that environments may ask for: builders by name, contracts by name. */
export interface Catalogue {
  readonly services: ReadonlyMap<string, AnyService>;
  readonly contracts: ReadonlyMap<string, AnyContract>;
}

export function catalogueOf(services: readonly AnyService[]): Catalogue {
  const contracts = new Map<string, AnyContract>(
    Object.values(contractModule).flatMap((each) => (typeof each === 'function' ? [] : [[each.name, each]])),
  );
  for (const { provides } of services) contracts.set(provides.name, provides);
  return { services: new Map(services.map((service) => [service.name, service])), contracts };
}
