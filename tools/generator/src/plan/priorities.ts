import type { Tier } from '@gitops/kit';
import type { Environment, ManifestObject } from '../model.ts';

/** Low on purpose: they order the Pods of one environment, and must not drive out those of others by much. */
const values: Readonly<Record<Tier, number>> = { infrastructure: 1000, application: 500, tooling: 100 };

/** One class a tier, if the environment wants them. They are cluster-scoped, so each environment has its own. */
export function priorityClasses(environment: Environment, labels: Readonly<Record<string, string>>): ManifestObject[] {
  if (!environment.priorityClasses) return [];
  return Object.entries(values).map(([tier, value]) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: `${environment.name}-${tier}`, labels },
    value,
    globalDefault: false,
    description: `Pods of the tier ${tier} in the environment ${environment.name}`,
  }));
}

interface WithPods {
  readonly template?: { readonly spec?: { readonly priorityClassName?: string } };
  readonly jobTemplate?: { readonly spec?: WithPods };
}

/** The object with the priority of its tier in its Pods, unless the builder gave one. */
export function prioritise(object: ManifestObject, tier: Tier, environment: Environment): ManifestObject {
  const spec = object.spec as WithPods | undefined;
  if (!environment.priorityClasses || !spec) return object;
  const priorityClassName = `${environment.name}-${tier}`;
  if (isPostgresCluster(object)) return { ...object, spec: { priorityClassName, ...spec } };
  return { ...object, spec: withPriority(spec, priorityClassName) };
}

/** CloudNativePG makes the Pods. */
function isPostgresCluster({ apiVersion, kind }: ManifestObject): boolean {
  return kind === 'Cluster' && apiVersion.startsWith('postgresql.cnpg.io/');
}

function withPriority(spec: WithPods, priorityClassName: string): WithPods {
  const { template, jobTemplate } = spec;
  if (template?.spec) return { ...spec, template: { ...template, spec: { priorityClassName, ...template.spec } } };
  if (jobTemplate?.spec) return { ...spec, jobTemplate: { ...jobTemplate, spec: withPriority(jobTemplate.spec, priorityClassName) } };
  return spec;
}
