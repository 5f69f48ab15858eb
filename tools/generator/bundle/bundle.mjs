// @ts-check
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { textExtensions } from './text-extensions.mjs';
import { validatorsSource } from './validators.mjs';
import { writeProgram } from './write-program.mjs';

const program = fileURLToPath(new URL('../src/program.ts', import.meta.url));

/** @typedef {ReturnType<typeof import('../src/program.ts').program>} Program */

/**
 * Writes the generator with some builders as one program that starts fast: `<name>.cjs`.
 * Only a program knows its schemas, so it is put together twice: to ask for them, and with their validators.
 * @param {object} options
 * @param {string} options.services a module that exports them
 * @param {string} options.folder
 * @param {string} options.name
 * @param {string} options.root a repository to rehearse with
 */
export async function bundle({ services, folder, name, root }) {
  const without = await compile(services, 'export default [];');
  const { schemas, ajvOptions } = /** @type {Program} */ (new Script(without).runInThisContext()(createRequire(program)));
  const source = await compile(services, validatorsSource(schemas, ajvOptions));
  writeProgram({ source, folder, name, rehearse: (/** @type {Program} */ { rehearse }) => rehearseQuietly(rehearse, root) });
}

/**
 * What goes wrong here goes wrong in an ordinary run too, which says so.
 * @param {Program['rehearse']} rehearse
 * @param {string} root
 */
function rehearseQuietly(rehearse, root) {
  try {
    rehearse(root);
  } catch {}
}

/**
 * @param {string} services
 * @param {string} validators
 */
async function compile(services, validators) {
  const contents = [
    `import { services } from ${JSON.stringify(services)};`,
    `import { program } from ${JSON.stringify(program)};`,
    `import validators from 'validators';`,
    'export const { schemas, ajvOptions, run, rehearse } = program(services, validators);',
  ].join('\n');
  const { outputFiles, warnings } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)), sourcefile: 'start.ts', loader: 'ts' },
    bundle: true,
    write: false,
    // A third less to read at each start. Names stay: the report of a bug shows them.
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    loader: Object.fromEntries(textExtensions.map((extension) => [extension, 'text'])),
    plugins: [virtual('validators', validators)],
    // One expression: a function that gets `require` and gives what the module exports.
    banner: { js: '(function (require) { const module = { exports: {} };' },
    footer: { js: 'return module.exports; })' },
  });
  const [output] = outputFiles;
  if (!output || warnings.length > 0) throw new Error('esbuild warned, see above');
  return output.text;
}

/**
 * @param {string} name
 * @param {string} contents
 * @returns {import('esbuild').Plugin}
 */
function virtual(name, contents) {
  return {
    name,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: name }));
      onLoad({ filter: /.*/, namespace: name }, () => ({ contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) }));
    },
  };
}
