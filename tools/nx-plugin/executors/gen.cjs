// @ts-check
const { spawnSync } = require('node:child_process');

/**
 * @param {{ run: string, __unparsed__: string[] }} options
 * @param {{ root: string }} context
 */
module.exports = async ({ run, __unparsed__ }, { root }) => {
  const { status } = spawnSync(process.execPath, ['tools/generator/dist/gen.cjs', run, ...__unparsed__], { cwd: root, stdio: 'inherit' });
  return { success: status === 0 };
};
