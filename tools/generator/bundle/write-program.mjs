// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/**
 * V8 optimizes what has run for a while, on the cores that the run and its garbage collector need. A run is over within a second or two,
 * so that starts at four times V8's own threshold: a tenth less time, a quarter less of both cores.
 */
const flags = '--interrupt-budget=528000';

/**
 * Writes a program that starts fast because V8's code cache lies beside it: `<name>.cjs` runs it.
 * @template Program
 * @param {object} options
 * @param {string} options.source an expression: a function that gets `require` and gives an object with `run`, from arguments to exit code
 * @param {string} options.folder
 * @param {string} options.name
 * @param {(program: Program) => void} options.rehearse calls what an ordinary run calls, for the cache holds what was called
 */
export function writeProgram({ source: unicode, folder, name, rehearse }) {
  const source = ascii(unicode);
  // V8 takes the cache of any source of the same length, so both names carry the hash of the source.
  const program = `${name}-${hash(source).slice(0, 16)}`;
  const filename = join(folder, `${program}.cjs`);
  // V8 takes a cache only under the flags that it was made under.
  setFlagsFromString(flags);
  const script = new Script(source, { filename });
  rehearse(script.runInThisContext()(createRequire(filename)));
  const cache = script.createCachedData();
  const loader = readFileSync(new URL('loader.cjs', import.meta.url), 'utf8');
  mkdirSync(folder, { recursive: true });
  replaceFile(filename, source);
  replaceFile(join(folder, `${program}.cache`), cache);
  replaceFile(
    join(folder, `${name}.cjs`),
    loader.replaceAll('{{program}}', program).replace('{{flags}}', flags).replace('{{cacheHash}}', hash(cache)),
  );
  const stale = readdirSync(folder).filter((file) => file.startsWith(`${name}-`) && !file.startsWith(program));
  for (const file of stale) rmSync(join(folder, file));
}

/**
 * A single character beyond Latin-1 doubles what the whole text takes in memory. esbuild leaves those of regular expressions as they are.
 * @param {string} source
 */
function ascii(source) {
  return source.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @param {string | Uint8Array} content */
function hash(content) {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * @param {string} file
 * @param {string | Uint8Array} content
 */
function replaceFile(file, content) {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, content);
  renameSync(beside, file);
}
