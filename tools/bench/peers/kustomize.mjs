// @ts-check
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { apps, environmentNames, objectsOf } from '../workload.mjs';

/**
 * One base of all apps, one overlay per environment that sets namespace, label and replicas.
 * @param {string} folder
 * @param {number} environments
 * @param {string} kubectl
 * @returns {import('../contestant.mjs').Contestant}
 */
export function kustomize(folder, environments, kubectl) {
  const names = environmentNames(environments);
  const outdir = join(folder, 'dist');
  mkdirSync(join(folder, 'base'), { recursive: true });
  for (const app of apps) {
    const documents = objectsOf('base', { ...app, replicas: 1 }).map((object) => stringify(object));
    writeFileSync(join(folder, 'base', `${app.name}.yaml`), documents.join('---\n'));
  }
  writeFileSync(join(folder, 'base/kustomization.yaml'), stringify({ resources: apps.map(({ name }) => `${name}.yaml`) }));
  for (const name of names) {
    mkdirSync(join(folder, name), { recursive: true });
    const labels = [{ pairs: { 'app.kubernetes.io/part-of': name }, includeTemplates: true }];
    const replicas = apps.map((app) => ({ name: app.name, count: app.replicas }));
    writeFileSync(join(folder, name, 'kustomization.yaml'), stringify({ resources: ['../base'], namespace: name, labels, replicas }));
  }
  return {
    name: `kubectl kustomize, ${environments} folders`,
    reset() {
      rmSync(outdir, { recursive: true, force: true });
      mkdirSync(outdir);
    },
    processes: names.map((name) => ({
      command: kubectl,
      args: ['kustomize', name, '--output', join(outdir, `${name}.yaml`)],
      cwd: folder,
    })),
    results: () =>
      readdirSync(outdir)
        .sort()
        .map((file) => join(outdir, file)),
  };
}
