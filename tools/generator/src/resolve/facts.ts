import type { Fact } from '@gitops/kit';
import { isMapping, type Mapping } from '../mapping.ts';
import type { Cluster } from '../model.ts';

/** What options may take, by name. */
export type Facts = Readonly<Record<Fact, string | readonly string[] | undefined>>;

/** What options may take from their surroundings. */
export function factsOf(
  environment: { domain?: string; namespaces: readonly string[]; stage: string },
  cluster: Cluster | undefined,
): Facts {
  return {
    'environment.domain': environment.domain,
    'environment.namespaces': environment.namespaces,
    'environment.stage': environment.stage,
    'cluster.name': cluster?.name,
    'cluster.cloud': cluster?.cloud,
    'cluster.region': cluster?.region,
    'cluster.ingress.class': cluster?.ingress?.class,
    'cluster.ingress.issuer': cluster?.ingress?.issuer,
    'cluster.storageClasses.block': cluster?.storageClasses.block,
    'cluster.storageClasses.file': cluster?.storageClasses.file,
  };
}

interface Schema {
  readonly from?: Fact;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** A copy of the options in which every unset one that is marked with a fact has its value. Goes into objects that are set, not into lists. */
export function fillFacts(schema: object, options: Mapping, facts: Facts): Record<string, unknown> {
  const result: Record<string, unknown> = { ...options };
  for (const [name, property] of Object.entries((schema as Schema).properties ?? {})) {
    const value = result[name];
    if (property.from && value === undefined && facts[property.from] !== undefined) result[name] = facts[property.from];
    if (property.properties && isMapping(value)) result[name] = fillFacts(property, value, facts);
  }
  return result;
}
