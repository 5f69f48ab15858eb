// @ts-check
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * cdk8s with one chart per environment. Its own command line would start the same program and add its own start.
 * @param {string} folder
 * @param {number} environments
 * @returns {import('../contestant.mjs').Contestant}
 */
export function cdk8s(folder, environments) {
  const outdir = join(folder, 'dist');
  const script = fileURLToPath(new URL('cdk8s-app.mjs', import.meta.url));
  return {
    name: 'cdk8s, own process',
    reset: () => rmSync(outdir, { recursive: true, force: true }),
    processes: [{ command: process.execPath, args: [script, outdir, String(environments)], cwd: folder }],
    results: () =>
      readdirSync(outdir)
        .sort()
        .map((file) => join(outdir, file)),
    inProcess: { name: 'cdk8s, inside a process that already runs', milliseconds: Number },
  };
}
