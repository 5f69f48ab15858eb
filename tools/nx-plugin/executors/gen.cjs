// @ts-check
const { spawnSync } = require('node:child_process');

/**
 * @param {{ run: string, __unparsed__: string[] }} options
 * @param {{ root: string }} context
 */
module.exports = async ({ run, __unparsed__ }, { root }) => {
  const { FORCE_COLOR, ...env } = process.env;
  const { status } = spawnSync(process.execPath, ['tools/generator/dist/gen.cjs', run, ...__unparsed__], {
    cwd: root,
    stdio: 'inherit',
    // Nx sets FORCE_COLOR for every task, also where a person has said NO_COLOR.
    env: process.env.NO_COLOR ? env : process.env,
  });
  return { success: status === 0 };
};
