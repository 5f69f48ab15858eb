import type { EnvironmentPlan } from '../model.ts';
import { type Problem, problem } from '../problem.ts';

/** What the repo server of Argo CD reads of one path, unless it is told otherwise. */
const limit = 10_000_000;

/** Components with more manifests than Argo CD reads; `bytes` is the length of their text, which is only known once it is written. */
export function checkSizes({ environment, components }: EnvironmentPlan, bytes: ReadonlyMap<string, number>): Problem[] {
  return components.flatMap(({ name, at }) => {
    const size = bytes.get(name) ?? 0;
    if (size <= limit) return [];
    return problem(
      'valid-size',
      { unit: environment.folder, at: at() },
      { component: name, megabytes: inMegabytes(size), limit: inMegabytes(limit) },
    );
  });
}

function inMegabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
