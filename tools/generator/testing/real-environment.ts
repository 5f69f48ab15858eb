import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { services } from '../src/catalogue.generated.ts';
import type { ManifestObject } from '../src/model.ts';
import { render } from '../src/pipeline.ts';

/** An environment of this repository as it would be written now, with what its cluster allows it. */
export interface RealEnvironment {
  readonly readme: string;
  readonly objects: readonly ManifestObject[];
  /** From the name of a component to the wave that it comes up in. */
  readonly waves: Readonly<Record<string, number>>;
  /** The AppProject of its components. */
  readonly project: ManifestObject;
}

export function realEnvironment(name: string): RealEnvironment {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const rendering = render(root, services, { folders: [], environments: [name] }, () => {});
  if (typeof rendering === 'string') throw new Error(rendering);
  const files = new Map<string, string>();
  for (const unit of rendering.units) {
    if (!unit.files) throw new Error(unit.problems.map(({ message }) => message).join('\n'));
    for (const [path, text] of unit.files.files) files.set(`${unit.unit.split('/')[0]}/${path}`, text);
  }
  const below = (prefix: string) => [...files].filter(([path]) => path.startsWith(prefix));
  const templates = below('environments/argocd/templates/').map(([path]) => /(\d+)-([^/]+)\.yaml$/.exec(path) ?? []);
  return {
    readme: files.get('environments/README.md') ?? '',
    objects: below('environments/manifests/').map(([, text]) => parse(text)),
    waves: Object.fromEntries(templates.map(([, wave, component = '']) => [component, Number(wave)])),
    project: parse(files.get(`clusters/argocd/${name}/appproject.yaml`) ?? ''),
  };
}

/** The only object of a kind with that name. */
export function objectIn({ objects }: RealEnvironment, kind: string, name: string): ManifestObject {
  const [found, ...others] = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  if (!found || others.length > 0) throw new Error(`not one ${kind} ${name}`);
  return found;
}
