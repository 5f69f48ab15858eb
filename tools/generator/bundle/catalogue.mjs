// @ts-check
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const parents = ['packages/services', 'apps'];
const file = 'tools/generator/src/catalogue.generated.ts';

/**
 * The text of the catalogue: every folder of services and apps is one builder, `workfx-api` the export `workfxApi` of `workfx-api/workfx-api.ts`.
 * Throws, with all of them, when folders break that rule.
 * @param {string} root
 */
export function catalogueSource(root) {
  const builders = parents.flatMap((parent) => foldersOf(root, parent)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const complaints = builders.flatMap((builder, index) => complaintsAbout(root, builder, builders[index - 1]));
  if (complaints.length > 0)
    throw new Error(['The catalogue of builders is derived from the folders, and some break its rule:', ...complaints].join('\n  '));
  return [
    '// Derived from the folders of packages/services and apps by `nx run gen:catalogue`.',
    "import type { AnyService } from '@gitops/kit';",
    ...builders.map(({ name, folder }) => `import { ${exportOf(name)} } from '../../../${folder}/${name}.ts';`),
    '',
    '/** Every builder, by name. */',
    'export const services: readonly AnyService[] = [',
    ...builders.map(({ name }) => `  ${exportOf(name)},`),
    '];',
    '',
  ].join('\n');
}

/**
 * Brings `catalogue.generated.ts` up to date; a file that already is stays untouched.
 * @param {string} root
 */
export function writeCatalogue(root) {
  const source = catalogueSource(root);
  const target = `${root}/${file}`;
  if (textOf(target) === source) return;
  mkdirSync(dirname(target), { recursive: true });
  // Test runs and Nx may write at the same time: nobody reads half a file.
  writeFileSync(`${target}.${process.pid}`, source);
  renameSync(`${target}.${process.pid}`, target);
}

/** @typedef {{ readonly name: string, readonly folder: string }} Builder */

/**
 * @param {string} root
 * @param {string} parent
 * @returns {Builder[]}
 */
function foldersOf(root, parent) {
  try {
    const entries = readdirSync(`${root}/${parent}`, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => ({ name, folder: `${parent}/${name}` }));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * @param {string} root
 * @param {Builder} builder
 * @param {Builder | undefined} previous the one before it in the order of names
 */
function complaintsAbout(root, { name, folder }, previous) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    return [`${folder}: a builder's name consists of lower-case words with hyphens between them`];
  if (previous?.name === name) return [`${folder}: ${previous.folder} has the same name`];
  const source = textOf(`${root}/${folder}/${name}.ts`);
  if (source === undefined) return [`${folder}: has no ${name}.ts`];
  if (!new RegExp(`^export const ${exportOf(name)}\\b`, 'm').test(source))
    return [`${folder}/${name}.ts: does not export ${exportOf(name)}`];
  if (!new RegExp(`^ +name: '${name}',$`, 'm').test(source)) return [`${folder}/${name}.ts: its builder does not say name: '${name}'`];
  return [];
}

/** @param {string} name */
function exportOf(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}
