import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { repository } from '../../testing/repository.ts';
import { shop } from '../../testing/shop.ts';
import { render } from '../pipeline.ts';
import type { Problem } from '../problem.ts';

// One mistake a file, named by the code that it must be found under. `# file:` begins a file of the repository.
const folder = new URL('../../fixtures/invalid/', import.meta.url);

/** Wrong is not a line, but a file or its name. */
const withoutPlace = new Set(['invalid-name', 'invalid-sealed-secret']);

function problemsOf(name: string): { expects: string; problems: readonly Problem[] } {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const [first = '', ...parts] = text.split(/^# file: /m);
  const files = Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]));
  const rendering = render(repository(files), shop, { folders: [], environments: [] }, () => {});
  if (typeof rendering === 'string') throw new Error(rendering);
  return { expects: /# expects: (.*)/.exec(first)?.[1] ?? '', problems: rendering.units.flatMap(({ problems }) => problems) };
}

describe('an invalid environment', () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
    const code = name.slice(0, -'.yaml'.length);
    const { expects, problems } = problemsOf(name);
    expect(problems.map((problem) => problem.code)).toContain(code);
    const found = problems.find((problem) => problem.code === code);
    expect(found?.message).toContain(expects);
    if (!withoutPlace.has(code)) expect(found?.at?.line).toBeGreaterThan(0);
  });
});
