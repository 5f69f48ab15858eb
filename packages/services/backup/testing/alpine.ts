import { pathOf } from '@gitops/kit/testing';
import type { Sandbox } from './sandbox.ts';

const tools = ['cat', 'cut', 'date', 'env', 'grep', 'mkdir', 'sed', 'sh', 'sha256sum', 'sleep', 'tar', 'tr'];
const found = pathOf('busybox') !== undefined;

/** Whose tools the scripts run with that run in images made of Alpine. */
export const toolsOfAlpine = found ? 'tools of busybox' : "tools of this machine (busybox, Alpine's, is not installed)";

export function giveToolsOfAlpine(box: Sandbox): void {
  for (const tool of found ? tools : []) box.program(tool, `#!/bin/bash\nexec busybox ${tool} "$@"\n`);
}
