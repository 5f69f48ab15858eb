import { fileURLToPath } from 'node:url';
import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { IDeploymentSpec } from 'kubernetes-models/apps/v1/DeploymentSpec';
import type { IStatefulSetSpec } from 'kubernetes-models/apps/v1/StatefulSetSpec';
import type { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec';
import { parse } from 'yaml';
import { services } from '../src/catalogue.generated.ts';
import type { ManifestObject } from '../src/model.ts';
import { render } from '../src/pipeline.ts';
import type { Problem } from '../src/problem.ts';

const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** A unit of a repository as the generator writes it. */
export interface RenderedFiles {
  readonly problems: readonly Problem[];
  /** From the path below `generated/` to the text. */
  readonly files: ReadonlyMap<string, string>;
}

/** `environments/<name>` or `clusters/<name>`, of this repository or of another one, with the real builders. */
export function rendered(unit: string, root: string = repositoryRoot): RenderedFiles {
  const rendering = render(root, services, { folders: [unit], environments: [] }, () => {});
  if (typeof rendering === 'string') throw new Error(rendering);
  const found = rendering.units.find((each) => each.unit === unit);
  return { problems: found?.problems ?? [], files: found?.files?.files ?? new Map() };
}

/** The objects of a component, or of all of them. */
export function objectsIn({ files }: RenderedFiles, component = ''): ManifestObject[] {
  const folder = `manifests/${component === '' ? '' : `${component}/`}`;
  return [...files].filter(([path]) => path.startsWith(folder)).map(([, text]) => parse(text) as ManifestObject);
}

/** The specs that tests look into, as their kinds declare them. */
interface Specs {
  readonly Deployment: IDeploymentSpec;
  readonly ExternalSecret: IExternalSecret['spec'];
  readonly NetworkPolicy: INetworkPolicySpec;
  readonly StatefulSet: IStatefulSetSpec;
}

type ObjectOf<Kind extends string> = ManifestObject & { readonly spec?: Kind extends keyof Specs ? Specs[Kind] : unknown };

/** The only object of that kind with that name, which may end in a hash of what it holds. */
export function objectIn<Kind extends string>(unit: RenderedFiles, kind: Kind, name: string): ObjectOf<Kind> {
  const own = new RegExp(`^${name}(-[0-9a-f]{8})?$`);
  const [found, second] = objectsIn(unit).filter((object) => object.kind === kind && own.test(object.metadata.name));
  if (!found || second) throw new Error(`${found ? 'several' : 'no'} ${kind} ${name}`);
  return found as ObjectOf<Kind>;
}

/** What Argo CD lets the components of an environment do. */
export function projectOf(environment: string, cluster: string): ManifestObject {
  return parse(rendered(`clusters/${cluster}`).files.get(`argocd/${environment}/appproject.yaml`) ?? '') as ManifestObject;
}

/** The sync wave of each component's Application. */
export function wavesOf({ files }: RenderedFiles): Readonly<Record<string, number>> {
  const matches = [...files.keys()].map((file) => /^argocd\/templates\/(?<wave>\d+)-(?<name>.+)\.yaml$/.exec(file)?.groups);
  return Object.fromEntries(matches.flatMap((match) => (match ? [[match.name, Number(match.wave)]] : [])));
}
