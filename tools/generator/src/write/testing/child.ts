/** A process of its own that writes, for tests that kill it, take its rights away or let it compete: `child.cjs <root> <task>[:dying] [number]`. */
import fs from 'node:fs';
import { compare } from '../compare.ts';
import { recover } from '../recover.ts';
import { removeFileSet } from '../remove.ts';
import { writeFileSet } from '../write.ts';
import { fileSet, newer, older } from './states.ts';

const [root = '', task = '', number = '0'] = process.argv.slice(2);

const write = (files: Readonly<Record<string, string>>) => writeFileSet(root, compare(root, fileSet(files))).problems;
const remove = () => removeFileSet(root, compare(root, fileSet({}))).problems;

const tasks: Record<string, () => void> = {
  write: () => report(write(newer)),
  'write-big': () => report(write({ ...newer, 'manifests/big.yaml': 'x'.repeat(100_000) })),
  remove: () => report(remove()),
  recover: () => report(recover(root, fileSet({}))),
  /** Without rights, even where tests run as root. */
  'write-as-nobody'() {
    if (process.getuid?.() === 0) process.setuid?.(65534);
    report(write(newer));
  },
  'write-for-ever'() {
    fs.writeSync(1, 'ready\n');
    for (;;) {
      write(newer);
      write(older);
    }
  },
  'write-many-times'() {
    const problems = Array.from({ length: Number(number) }, (_, i) => [...recover(root, fileSet({})), ...write(i % 2 ? older : newer)]);
    report(problems.flat());
  },
};

/** Dies before the n-th call that changes the disk. */
function dieBefore(n: number): void {
  // The functions of `fs` are replaced by ones of the same type, which no type can say of a list of names.
  const calls = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  let left = n;
  for (const name of ['mkdirSync', 'writeFileSync', 'linkSync', 'renameSync', 'unlinkSync', 'rmdirSync']) {
    const original = calls[name];
    calls[name] = (...args) => {
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      return original?.(...args);
    };
  }
}

function report(problems: unknown): void {
  fs.writeSync(1, JSON.stringify(problems));
}

const [name = '', ending] = task.split(':');
if (ending === 'dying') dieBefore(Number(number));
tasks[name]?.();
