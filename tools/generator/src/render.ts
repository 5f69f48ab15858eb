import { buildComponents } from './build/build.ts';
import { blamePatches } from './check/blame-patches.ts';
import { check } from './check/check.ts';
import { checkSizes } from './check/size.ts';
import type { Cluster, Environment, EnvironmentPlan, FileSet, ManifestObject } from './model.ts';
import type { Workspace } from './parse/workspace.ts';
import { planEnvironment } from './plan/plan.ts';
import { hasErrors, type Problem } from './problem.ts';
import type { Catalogue } from './resolve/catalogue.ts';
import { resolveEnvironment } from './resolve/resolve.ts';
import { environmentFiles, manifestBytes } from './write/environment-files.ts';

/** One environment on its way from text to files. Without files, the problems say why. */
export interface RenderedEnvironment {
  readonly name: string;
  readonly plan?: EnvironmentPlan;
  readonly files?: FileSet;
  readonly problems: readonly Problem[];
}

/** The stages of one environment, in order. */
export function renderEnvironment(
  name: string,
  workspace: Workspace,
  clusters: ReadonlyMap<string, Cluster>,
  catalogue: Catalogue,
): RenderedEnvironment {
  const parsed = workspace.environments.get(name) ?? workspace.drafts.environments.get(name);
  if (!parsed) return { name, problems: [] };
  const resolved = resolveEnvironment(parsed, workspace, clusters, catalogue);
  if (!resolved.environment) return { name, problems: resolved.problems };
  const { environment } = resolved;
  const built = buildComponents(environment);
  const planOf = (variant: Environment) => planEnvironment(variant, built, workspace.sealed.get(name) ?? []);
  const planned = planOf(environment);
  const problems = [...resolved.problems, ...planned.problems];
  if (!planned.plan) return { name, problems };
  const { plan } = planned;
  problems.push(...blamePatches(check(plan), plan, () => planOf({ ...environment, patches: [] }).plan));
  if (hasErrors(problems)) return { name, plan, problems };
  const files = environmentFiles(plan);
  problems.push(...checkSizes(plan, manifestBytes(files)));
  return { name, plan: identitiesOf(plan), problems, ...(hasErrors(problems) ? {} : { files }) };
}

/** What others ask of a plan once its objects are text: which objects they are, and to which hosts an Ingress leads. */
function identitiesOf(plan: EnvironmentPlan): EnvironmentPlan {
  const components = plan.components.map((component) => ({ ...component, objects: component.objects.map(identityOf), runbook: '' }));
  return { ...plan, components };
}

function identityOf({ apiVersion, kind, metadata: { name, namespace, annotations }, spec }: ManifestObject): ManifestObject {
  if (kind === 'Ingress') return { apiVersion, kind, metadata: { name, namespace, annotations }, spec };
  return { apiVersion, kind, metadata: { name, namespace } };
}
