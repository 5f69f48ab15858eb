import { buildComponents } from '../src/build/build.ts';
import type { EnvironmentPlan, ManifestObject } from '../src/model.ts';
import type { SealedSecretFile } from '../src/parse/sealed-secrets.ts';
import { planEnvironment } from '../src/plan/plan.ts';
import type { Problem } from '../src/problem.ts';
import { market } from './stages.ts';

/** The plan of `market` with this environment.yaml, which must be valid as far as `resolve`. */
export function planMarket(
  yaml: string,
  files: Readonly<Record<string, string>> = {},
  sealed: readonly SealedSecretFile[] = [],
): { plan?: EnvironmentPlan; problems: readonly Problem[] } {
  const environment = market(yaml, files);
  return planEnvironment(environment, buildComponents(environment), sealed);
}

/** The same, where it must succeed. */
export function validPlan(
  yaml: string,
  files: Readonly<Record<string, string>> = {},
  sealed: readonly SealedSecretFile[] = [],
): EnvironmentPlan {
  const { plan, problems } = planMarket(yaml, files, sealed);
  if (!plan) throw new Error(problems.map(({ message }) => message).join('\n'));
  return plan;
}

export function objectOf({ components }: EnvironmentPlan, kind: string, name: string): ManifestObject {
  const found = components.flatMap(({ objects }) => objects).find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}
