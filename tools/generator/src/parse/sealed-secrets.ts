import { isMapping } from '../mapping.ts';
import type { ManifestObject } from '../model.ts';
import { namesIn } from '../names-in.ts';
import { type Problem, problem } from '../problem.ts';
import { readText } from './read-text.ts';
import { parseYaml } from './yaml-file.ts';

/** A SealedSecret that a person made with kubeseal. */
export interface SealedSecretFile {
  readonly file: string;
  readonly object: ManifestObject;
}

/** The files in sealed-secrets/ beside an environment; none where there is no such folder. */
export function parseSealedSecrets(root: string, folder: string): { files: SealedSecretFile[]; problems: Problem[] } {
  const files: SealedSecretFile[] = [];
  const problems: Problem[] = [];
  for (const name of namesIn(`${root}/${folder}/sealed-secrets`).filter((name) => name.endsWith('.yaml'))) {
    const file = `${folder}/sealed-secrets/${name}`;
    const read = readText(root, file, folder, 'a SealedSecret');
    const parsed =
      read.text === undefined
        ? { problems: read.problems }
        : parseYaml(file, read.text, folder, 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret');
    problems.push(...parsed.problems);
    const value = 'yaml' in parsed ? parsed.yaml?.value : undefined;
    if (value === undefined) continue;
    const reason = mismatch(value);
    if (reason) problems.push(problem('invalid-sealed-secret', { unit: folder }, { file, reason }));
    else files.push({ file, object: value as ManifestObject });
  }
  return { files, problems };
}

/** What kubeseal encrypts is never shorter: a key of 2048 bits and more, and the value behind it. */
const encrypted = /^[A-Za-z0-9+/]{300,}={0,2}$/;

function mismatch(value: unknown): string | undefined {
  const { apiVersion, kind, metadata, spec } = (value ?? {}) as Partial<ManifestObject>;
  if (kind === 'Secret') return 'holds a Secret that nobody has sealed';
  if (apiVersion !== 'bitnami.com/v1alpha1' || kind !== 'SealedSecret') return 'holds no SealedSecret of bitnami.com/v1alpha1';
  if (!metadata?.name || !metadata.namespace) return 'holds a SealedSecret without name or namespace';
  const values = isMapping(spec) && isMapping(spec.encryptedData) ? spec.encryptedData : {};
  const plain = Object.keys(values).find((key) => !encrypted.test(String(values[key])));
  return plain === undefined ? undefined : `has a value under encryptedData that nobody has encrypted (${plain})`;
}
