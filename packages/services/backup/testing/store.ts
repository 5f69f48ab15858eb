import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf } from '@gitops/kit/testing';
import { type Outcome, type Sandbox, sandbox } from './sandbox.ts';

// All that the image of mc has and the scripts use: no sed, no grep, no awk, no find.
const image = ['bash', 'cat', 'comm', 'date', 'head', 'mkdir', 'mv', 'sha256sum', 'sleep', 'sort', 'timeout', 'touch', 'wc'];
// What only the stub asks of the machine.
const ofStub = ['cp', 'dirname', 'env', 'rm', 'stat'];
const stub = readFileSync(new URL('./mc.sh', import.meta.url), 'utf8');
// Midnight Commander is called mc too.
const real = pathOf('mc', { prints: 'MinIO' });

/** A directory that stands in for object storage, and programs that know how to use it. */
export const stores = [
  { client: 'a stub of mc', found: true, open: () => open(stub) },
  { client: real ? 'mc' : 'mc is not installed: tried', found: real !== undefined, open: () => open(`#!/bin/bash\nexec ${real} "$@"\n`) },
];

export interface Store {
  readonly box: Sandbox;
  /** The folder of the component. */
  readonly folder: string;
  /** Leaves what a dump leaves. */
  dump(name: string, text: string): void;
  upload(): Promise<Outcome>;
}

function open(client: string): Store {
  const box = sandbox([...image, ...ofStub]);
  box.program('mc', client);
  const folder = join(box.folder, 'store/backups/backup');
  mkdirSync(join(folder, 'postgres'), { recursive: true });
  return {
    box,
    folder,
    dump(name, text) {
      writeFileSync(join(box.work, name), text);
      const { stdout } = spawnSync('sha256sum', [name], { cwd: box.work, encoding: 'utf8' });
      writeFileSync(join(box.work, `${name}.sha256`), stdout);
    },
    upload: () => box.run('bash', 'upload.sh', { TARGET: folder, SOURCE: 'postgres', RETENTION_DAYS: 7 }),
  };
}
