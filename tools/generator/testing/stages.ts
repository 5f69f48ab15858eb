import type { Cluster, Environment } from '../src/model.ts';
import { parseWorkspace } from '../src/parse/workspace.ts';
import type { Problem } from '../src/problem.ts';
import { catalogueOf } from '../src/resolve/catalogue.ts';
import { resolveCluster } from '../src/resolve/cluster.ts';
import { resolveEnvironment } from '../src/resolve/resolve.ts';
import { repository } from './repository.ts';
import { shop } from './shop.ts';

/** The environment `market` of the small repository, with other files where the test gives them, resolved. */
export function resolveMarket(files: Readonly<Record<string, string>> = {}): { environment?: Environment; problems: readonly Problem[] } {
  const workspace = parseWorkspace(repository(files));
  const clusters = new Map<string, Cluster>([...workspace.clusters].map(([name, parsed]) => [name, resolveCluster(parsed).cluster]));
  const parsed = workspace.environments.get('market');
  if (!parsed || workspace.problems.length > 0) return { problems: workspace.problems };
  return resolveEnvironment(parsed, workspace, clusters, catalogueOf(shop));
}

/** `market` with this environment.yaml, which must be valid. */
export function market(yaml: string, files: Readonly<Record<string, string>> = {}): Environment {
  const { environment, problems } = resolveMarket({ ...files, 'environments/market/environment.yaml': yaml });
  if (!environment) throw new Error(problems.map(({ message }) => message).join('\n'));
  return environment;
}

/** What is wrong with this environment.yaml, each as `code line:column`. */
export function problemsOf(yaml: string, files: Readonly<Record<string, string>> = {}): string[] {
  const { problems } = resolveMarket({ ...files, 'environments/market/environment.yaml': yaml });
  return problems.map(({ code, at }) => `${code} ${at ? `${at.line}:${at.column}` : '-'}`);
}
