import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { parse } from 'yaml';
import type { ManifestObject } from '../src/model.ts';
import { type RenderedFiles, rendered } from './rendered.ts';
import { put } from './repository.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** An environment of this repository as it would be written now, with other texts for some files, as if somebody had committed them. */
export function environment(name: string, changes: Readonly<Record<string, string>> = {}): RenderedFiles {
  const folder = mkdtempSync(join(tmpdir(), 'environment-'));
  try {
    for (const part of ['clusters', 'environments'])
      cpSync(join(root, part), join(folder, part), { recursive: true, filter: (source) => !/\/(generated|[^/]+\.ts)$/.test(source) });
    put(folder, changes);
    const result = rendered(`environments/${name}`, folder);
    if (result.files.size === 0) throw new Error(`${name}: ${JSON.stringify(result.problems)}`);
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The only manifest of that kind with that name, which may end in a hash of what it holds. */
export function objectOf({ files }: RenderedFiles, kind: string, name: string): ManifestObject {
  const own = new RegExp(`/${kind.toLowerCase()}-${name}(-[0-9a-f]{8})?\\.yaml$`);
  const [text, second] = [...files].flatMap(([file, each]) => (own.test(file) ? [each] : []));
  if (text === undefined || second !== undefined) throw new Error(`${text ? 'several' : 'no'} ${kind} ${name}`);
  return parse(text) as ManifestObject;
}

/** The first container of a workload: the program itself. */
export function containerOf(files: RenderedFiles, kind: string, name: string): IContainer {
  // Every kind that is asked for has a Pod template.
  const { spec } = objectOf(files, kind, name) as unknown as { spec: { template: { spec: { containers: IContainer[] } } } };
  const [container] = spec.template.spec.containers;
  if (!container) throw new Error(`${kind} ${name} has no container`);
  return container;
}

/** The environment variables of a container; those from a Secret as `<Secret>/<key>`. */
export function variablesOf({ env = [] }: IContainer): Record<string, string> {
  return Object.fromEntries(
    env.map(({ name, value, valueFrom }) => {
      const secret = valueFrom?.secretKeyRef;
      return [name, secret ? `${secret.name}/${secret.key}` : (value ?? '')];
    }),
  );
}

/** The data of a ConfigMap. */
export function dataOf(files: RenderedFiles, name: string): Readonly<Record<string, string>> {
  return objectOf(files, 'ConfigMap', name).data as Readonly<Record<string, string>>;
}
