import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { repository } from '../testing/repository.ts';
import { shop } from '../testing/shop.ts';
import { main } from './cli.ts';

let told = '';

beforeEach(() => {
  told = '';
  const listen = (text: string | Uint8Array) => {
    told += text;
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(listen);
  vi.spyOn(process.stderr, 'write').mockImplementation(listen);
});

afterEach(() => {
  vi.restoreAllMocks();
});

function call(folder: string, ...argv: string[]): number {
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  return main(argv, shop);
}

describe('the folder that it is called in', () => {
  test('may be any of the repository', () => {
    const root = repository();
    expect(call(root, 'generate')).toBe(0);
    expect(call(`${root}/environments/market`, 'check')).toBe(0);
    expect(told).toContain('1 environment and 1 cluster up to date');
  });

  test('is refused where there is no repository, instead of finding nothing to do', () => {
    const elsewhere = `${tmpdir()}/nothing-to-generate`;
    mkdirSync(elsewhere, { recursive: true });
    expect(call(elsewhere, 'check')).toBe(2);
    expect(told).toBe('There is no folder environments or clusters, neither here nor above.\n');
  });
});

test.each([
  [['generate', '--evn', 'market'], 'There is no option --evn. Did you mean --env?'],
  [['generate', '--prune'], 'There is no option --prune.'],
  [['generate', '--env'], "Option '--env <value>' lacks its value."],
  [['generat'], 'There is no command "generat". Did you mean "generate"?'],
  [['environments'], 'There is no command "environments". Did you mean "generate"?'],
  [['frobnicate'], 'There is no command "frobnicate".'],
  [['generate', '--env', 'markte'], 'There is no environment markte. Did you mean market?'],
  [['generate', 'environments/markte'], 'There is no folder environments/markte. Did you mean environments/market?'],
])('wrong arguments are one sentence, and exit code 2: %j', (argv, sentence) => {
  expect(call(repository(), ...argv)).toBe(2);
  expect(told.split('\n')[0]).toBe(sentence);
});

test.each([
  ['schemas', 'schemas/environment.schema.json, schemas/layer.schema.json and schemas/cluster.schema.json written\n'],
  ['docs', 'docs/problems.md written\n'],
])('%s says what it has written', (command, sentence) => {
  const root = repository();
  expect(call(root, command)).toBe(0);
  expect(told).toBe(sentence);
  expect(sentence.match(/\w+\/[\w.]+/g)?.filter((file) => !existsSync(`${root}/${file}`))).toEqual([]);
});

test('an environment may be named by its folder, as shells complete it', () => {
  expect(call(repository(), 'generate', '--env', 'environments/market/')).toBe(0);
});
