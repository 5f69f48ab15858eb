import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LuaFactory } from 'wasmoon';
import { parse } from 'yaml';
import { applicationHealth, withLimit } from './application-health.ts';

const fixtures = new URL('fixtures/', import.meta.url);
const names = readdirSync(fixtures).map((file) => file.replace('.yaml', ''));

/** An Application; `${60 seconds ago}` in the file is a time relative to now. */
function fixture(name: string): object {
  const text = readFileSync(new URL(`${name}.yaml`, fixtures), 'utf8');
  return parse(
    text.replaceAll(/\$\{(\d+) seconds ago\}/g, (_, seconds) => new Date(Date.now() - 1000 * seconds).toISOString().replace(/\.\d+/, '')),
  );
}

async function health(name: string, limits = { deadline: 600, grace: 90 }) {
  const lua = await new LuaFactory().createEngine({ enableProxy: false });
  lua.global.set('obj', fixture(name));
  // Argo CD runs Lua 5.1, which has it.
  await lua.doString('table.getn = function(list) return #list end');
  return lua.doString(applicationHealth(limits));
}

const waits: Record<string, string | RegExp> = {
  'no-status': 'waiting for the first reconciliation',
  'running-operation': 'sync operation Running: waiting for completion of hook batch/Job/schema',
  'retrying-twice': 'sync operation Running: Retrying attempt #2',
  'requested-operation': 'sync operation requested',
  'stale-revision': 'status is older than spec',
  'stale-destination': 'status is older than spec',
  'stale-among-multiple-sources': 'status is older than spec',
  'out-of-sync': 'sync status is OutOfSync',
  'unknown-sync': 'sync status is Unknown',
  'uncomparable-for-a-moment': 'sync status is Unknown',
  'stale-with-an-old-error': 'status is older than spec',
  'degraded-for-a-moment': /^degraded for 2\d s$/,
  'progressing-within-the-deadline': '',
};
const fails: Record<string, string | RegExp> = {
  'retrying-three-times': 'sync keeps failing: one or more objects failed to apply: StatefulSet.apps "postgres" is invalid',
  'out-of-sync-after-failed-sync': "last sync Failed: namespace kube-system is not permitted in project 'shop'",
  'uncomparable-for-long': 'ComparisonError: StatefulSet.apps "postgres" is invalid',
  'invalid-spec': "InvalidSpecError: destination prod-us is not permitted in project 'shop'",
  'undone-again-and-again': 'sync status is OutOfSync after 5 self-heals',
  'degraded-for-long': '',
  'suspended-beyond-the-deadline': /^still suspended 90\d s after its sync finished$/,
  'unknown-beyond-the-deadline': /^still unknown 90\d s after its sync finished$/,
  'progressing-beyond-the-deadline': /^still progressing 90\d s after its sync finished$/,
};
const passes: Record<string, string | RegExp> = {
  'synced-and-healthy': '',
  'multiple-sources': '',
};

const rests: Record<string, string | RegExp> = {
  'suspended-within-the-deadline': '',
};

test('every fixture is expected to be something', () => {
  expect(Object.keys({ ...waits, ...fails, ...passes, ...rests }).sort()).toEqual(names.sort());
});

describe.each([
  ['Progressing', waits],
  ['Degraded', fails],
  ['Healthy', passes],
  ['Suspended', rests],
] as const)('is %s:', (status, cases) => {
  test.each(Object.entries(cases))('%s', async (name, message) => {
    expect(await health(name)).toEqual({ status, message: typeof message === 'string' ? message : expect.stringMatching(message) });
  });
});

test('both limits are those of the cluster', async () => {
  const patient = { deadline: 3600, grace: 600 };
  expect(await health('progressing-beyond-the-deadline', patient)).toMatchObject({ status: 'Progressing' });
  expect(await health('degraded-for-long', patient)).toMatchObject({ status: 'Progressing' });
  expect(await health('progressing-within-the-deadline', { deadline: 30, grace: 90 })).toMatchObject({ status: 'Degraded' });
  expect(await health('degraded-for-a-moment', { deadline: 600, grace: 10 })).toMatchObject({ status: 'Degraded' });
});

test('a script without the line of a limit is a bug, not a script with a default', () => {
  expect(() => withLimit('local deadline = 900', 'DEADLINE', 600)).toThrow('application-health.lua declares no DEADLINE');
});
