import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mainContainer } from '@gitops/kit/testing';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { objectIn, type RenderedFiles, rendered } from './rendered.ts';
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

/** The first container of a workload: the program itself. */
export function containerOf(files: RenderedFiles, kind: string, name: string): IContainer {
  return mainContainer(objectIn(files, kind, name));
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
  return objectIn(files, 'ConfigMap', name).data as Readonly<Record<string, string>>;
}
