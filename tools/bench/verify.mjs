// @ts-check
import { deepStrictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { apps, environmentNames, objectsOf, objectsPerApp } from './workload.mjs';

/**
 * Throws unless the contestant wrote the objects that everybody has to write: as many, and the same ones in the first environment.
 * Gives how many objects it wrote in all.
 * @param {import('./contestant.mjs').Contestant} contestant
 * @param {number} environments
 */
export function verify({ name, results }, environments) {
  const texts = results().map((file) => readFileSync(file, 'utf8'));
  const kinds = texts.flatMap((text) => [...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind ?? ''));
  const asked = kinds.filter((kind) => ['ConfigMap', 'Deployment', 'Service'].includes(kind));
  const expected = environments * apps.length * objectsPerApp;
  if (asked.length !== expected) throw new Error(`${name} wrote ${asked.length} objects instead of ${expected}`);

  const [first = ''] = environmentNames(1);
  const written = texts.filter((text) => text.includes(`namespace: ${first}\n`)).flatMap(objectsIn);
  deepStrictEqual(
    sorted(written.filter(({ kind, metadata }) => metadata.namespace === first && ['ConfigMap', 'Deployment', 'Service'].includes(kind))),
    sorted(apps.flatMap((app) => objectsOf(first, app))),
    `${name} wrote other objects`,
  );
  return kinds.length;
}

/** @typedef {{ kind: string, metadata: { name: string, namespace?: string } }} KubernetesObject */

/**
 * @param {string} text
 * @returns {KubernetesObject[]}
 */
function objectsIn(text) {
  const documents = parseAllDocuments(text);
  return Array.isArray(documents) ? documents.flatMap((document) => document.toJS() ?? []) : [];
}

/** @param {KubernetesObject[]} objects */
function sorted(objects) {
  const key = (/** @type {KubernetesObject} */ { kind, metadata }) => `${kind} ${metadata.name}`;
  return objects.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
