// @ts-check
/** @typedef {import('nx/src/devkit-exports').TargetConfiguration} Target */

const harness = ['{workspaceRoot}/vitest.config.ts', '{workspaceRoot}/tools/generator/bundle/text-extensions.mjs'];

/**
 * The tests of one builder.
 * @param {string} root
 * @returns {Target}
 */
export function testTarget(root) {
  return { command: `vitest run ${root}`, cache: true, inputs: ['{projectRoot}/**/*', '^source', ...harness] };
}

/**
 * `generate` and `check` of one environment or cluster. What was generated before is an input too: an edit by hand has to reach the generator,
 * which refuses it, instead of being replaced from Nx's cache.
 * @param {string} root
 * @param {readonly string[]} files outside of the folder that it is generated from
 * @returns {Record<string, Target>}
 */
export function generatorTargets(root, files) {
  const inputs = ['{projectRoot}/**/*', ...files.map((file) => `{workspaceRoot}/${file}`), '^source'];
  const cached = { cache: true, dependsOn: [{ projects: ['gen'], target: 'bundle' }], inputs };
  return {
    generate: { command: `node tools/generator/dist/gen.cjs generate ${root}`, ...cached, outputs: ['{projectRoot}/generated'] },
    check: { command: `node tools/generator/dist/gen.cjs check ${root}`, ...cached },
  };
}
