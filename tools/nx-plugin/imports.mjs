// @ts-check
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

const specifiers = /(?:\bfrom|\bimport)\s*\(?\s*['"](?<specifier>[^'"]+)['"]/g;

/**
 * The projects that a module imports. Nx's own analysis asks the API of TypeScript, which TypeScript 7 does not have.
 * @param {string} root
 * @param {string} file
 * @param {ReadonlyMap<string, string>} projectsByRoot from a folder to the name of its project
 */
export function importsOf(root, file, projectsByRoot) {
  const imported = [...readFileSync(`${root}/${file}`, 'utf8').matchAll(specifiers)].map(({ groups }) => groups?.specifier ?? '');
  const targets = imported.map((specifier) => ownerOf(pathOf(specifier, file), projectsByRoot));
  return [...new Set(targets)].flatMap((target) => (target ? [{ target, sourceFile: file }] : []));
}

/**
 * Where the code of a specifier stands; of another's package, nowhere here.
 * @param {string} specifier
 * @param {string} file
 */
function pathOf(specifier, file) {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier);
  return specifier.startsWith('@gitops/') ? specifier.replace('@gitops', 'packages') : '';
}

/**
 * @param {string} path
 * @param {ReadonlyMap<string, string>} projectsByRoot
 */
function ownerOf(path, projectsByRoot) {
  for (let folder = path; folder !== '' && folder !== '.'; folder = posix.dirname(folder)) {
    const project = projectsByRoot.get(folder);
    if (project) return project;
  }
  return undefined;
}
