import { fileURLToPath } from 'node:url';
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

export function objectIn(unit: RenderedFiles, kind: string, name: string): ManifestObject {
  const found = objectsIn(unit).find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** The sync wave of each component's Application. */
export function wavesOf({ files }: RenderedFiles): Readonly<Record<string, number>> {
  const names = [...files.keys()].flatMap((path) => /^argocd\/templates\/(\d+)-(.+)\.yaml$/.exec(path)?.slice(1) ?? []);
  const waves: Record<string, number> = {};
  for (let index = 0; index < names.length; index += 2) waves[names[index + 1] ?? ''] = Number(names[index]);
  return waves;
}
