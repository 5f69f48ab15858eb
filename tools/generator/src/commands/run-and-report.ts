import type { AnyService } from '@gitops/kit';
import { exitCode } from '../outcome.ts';
import { paletteFor } from '../report/colour.ts';
import { type Progress, startProgress } from '../report/progress.ts';
import { report } from '../report/report.ts';
import { run } from '../run.ts';
import type { Wish } from '../select.ts';
import type { Conflicts } from '../write/compare.ts';
import { repositoryRoot } from './repository-root.ts';

interface Request {
  readonly command: 'generate' | 'check';
  readonly wish: Wish;
  readonly services: readonly AnyService[];
  readonly program: string | undefined;
  readonly conflicts: Conflicts;
  readonly format: 'text' | 'json';
}

/** Runs in the repository around the current folder, prints what came of it, and returns the exit code. */
export function runAndReport({ command, wish, services, program, conflicts, format }: Request): number {
  const { env, stderr, stdout } = process;
  const root = repositoryRoot(process.cwd());
  if (root === undefined) {
    stderr.write('There is no folder environments or clusters, neither here nor above.\n');
    return 2;
  }
  let progress: Progress | undefined;
  const onProgress = (done: number, of: number) => {
    progress ??= startProgress(stderr, { total: of, env });
    progress.step(`environment${done === 1 ? '' : 's'}`);
  };
  const outcome = run({ command, root, services, program, wish, conflicts, onProgress });
  progress?.end();
  if (typeof outcome === 'string') {
    stderr.write(`${outcome}\n`);
    return 2;
  }
  const { out, err } = report(outcome, { format, out: paletteFor(stdout, env), err: paletteFor(stderr, env) });
  stdout.write(out);
  stderr.write(err);
  return exitCode(outcome);
}
