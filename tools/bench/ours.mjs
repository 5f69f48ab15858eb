// @ts-check
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { apps, environmentNames } from './workload.mjs';

/**
 * A repository of its own with one cluster, each environment with all apps.
 * @param {string} folder
 * @param {number} environments
 * @param {string} program
 * @returns {import('./contestant.mjs').Contestant}
 */
export function ours(folder, environments, program) {
  const names = environmentNames(environments);
  const cluster = {
    argocd: { version: '3.5.1', repository: 'https://git.example.com/platform.git' },
    kubernetes: '1.36',
    cloud: 'local',
  };
  write(join(folder, 'clusters/bench'), 'cluster.yaml', cluster);
  const components = Object.fromEntries(apps.map(({ name, replicas }) => [name, { builder: 'bench-app', replicas }]));
  for (const name of names)
    write(join(folder, 'environments', name), 'environment.yaml', { cluster: 'bench', namespace: name, components });
  const units = ['clusters/bench', ...names.map((name) => `environments/${name}`)];
  return {
    name: 'ours, from nothing',
    reset() {
      for (const unit of units) rmSync(join(folder, unit, 'generated'), { recursive: true, force: true });
    },
    processes: [{ command: process.execPath, args: [program, 'generate'], cwd: folder }],
    results: () => names.flatMap((name) => manifests(join(folder, 'environments', name, 'generated/manifests'))),
  };
}

/** @param {string} folder */
function manifests(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => join(folder, file));
}

/**
 * @param {string} folder
 * @param {string} file
 * @param {object} value
 */
function write(folder, file, value) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), stringify(value));
}
