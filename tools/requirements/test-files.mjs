// @ts-check
import { readdirSync } from 'node:fs';

const folders = ['packages', 'apps', 'tools', 'environments'];
const ending = '.test.ts';

/** What vitest runs, and so what may show that a requirement is met. */
export const testFilePatterns = folders.map((folder) => `${folder}/**/*${ending}`);

/**
 * The same, as paths from the root.
 * @param {string} root
 */
export function testFiles(root) {
  const below = folders.flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  return below.filter((path) => path.endsWith(ending) && !path.includes('/node_modules/')).sort();
}
