// @ts-check
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { apps, environmentNames, objectsOf } from '../workload.mjs';

/**
 * One chart that ranges over the apps, one file of values per environment.
 * @param {string} folder
 * @param {number} environments
 * @param {string} command
 * @returns {import('../contestant.mjs').Contestant}
 */
export function helm(folder, environments, command) {
  const names = environmentNames(environments);
  const outdir = join(folder, 'dist');
  mkdirSync(join(folder, 'chart/templates'), { recursive: true });
  writeFileSync(join(folder, 'chart/Chart.yaml'), stringify({ apiVersion: 'v2', name: 'bench', version: '1.0.0' }));
  writeFileSync(join(folder, 'chart/templates/apps.yaml'), template());
  for (const name of names) writeFileSync(join(folder, `${name}.yaml`), stringify({ environment: name, apps }));
  return {
    name: `helm template, ${environments} charts`,
    reset() {
      rmSync(outdir, { recursive: true, force: true });
      mkdirSync(outdir);
    },
    processes: names.map((name) => ({
      command,
      args: ['template', name, 'chart', '--values', `${name}.yaml`, '--output-dir', join(outdir, name)],
      cwd: folder,
    })),
    results: () =>
      readdirSync(outdir)
        .sort()
        .map((name) => join(outdir, name, 'bench/templates/apps.yaml')),
  };
}

/** Made from the same objects, with marks where a value of the environment goes. */
function template() {
  const replicas = 424242;
  const documents = objectsOf('environment-mark', { name: 'name-mark', replicas }).map(
    (object) => `---\n${stringify(object, { lineWidth: 0 })}`,
  );
  const text = documents
    .join('')
    .replaceAll('environment-mark', '{{ $.Values.environment }}')
    .replaceAll('name-mark', '{{ .name }}')
    .replaceAll(String(replicas), '{{ .replicas }}');
  return `{{- range .Values.apps }}\n${text}{{- end }}\n`;
}
