// @ts-check
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const vm = require('node:vm');

setFlagsFromString('{{flags}}');
const filename = join(__dirname, '{{program}}.cjs');
const script = new vm.Script(readFileSync(filename, 'latin1'), { filename, cachedData: codeCache() });
const program = script.runInThisContext()(require);
Promise.resolve(program.run(process.argv.slice(2), '{{program}}')).then((code) => {
  process.exitCode = code;
});

/** What V8 made of the program when it was bundled. Another version of Node refuses it, but none notices a damaged one. */
function codeCache() {
  try {
    const cache = readFileSync(join(__dirname, '{{program}}.cache'));
    return createHash('sha256').update(cache).digest('hex') === '{{cacheHash}}' ? cache : undefined;
  } catch {
    return undefined;
  }
}
