import { expect, test } from 'vitest';
import { restoreRunbook } from './runbook.ts';
import type { RunbookFacts, RunbookSource } from './runbook-facts.ts';

const source = (name: RunbookSource['name'], host = `${name}.data.svc.cluster.local`): RunbookSource => ({
  name,
  schedule: '10 1 * * *',
  host,
  whole: true,
});
const facts: RunbookFacts = {
  name: 'nightly',
  namespace: 'voice',
  folder: 'target/safe/nightly',
  retentionDays: 14,
  sources: [source('postgres'), source('redis'), source('mysql'), source('nacos'), source('mirror', '')],
  mirror: { remote: 'remote/elsewhere', buckets: ['target/documents', 'target/safe'] },
};

test('everything', async () => {
  await expect(restoreRunbook(facts)).toMatchFileSnapshot('golden/runbook.md');
});

test('begins at the third level, below the heading of the runbooks', () => {
  expect(restoreRunbook(facts)).toMatch(/^### /);
  expect(restoreRunbook(facts)).not.toMatch(/^##? /m);
});

test('names Pods only where the server is one of ours', () => {
  const outside = restoreRunbook({ ...facts, sources: [source('postgres', 'pg.example.com'), source('redis', 'cache.example.com')] });
  expect(outside).not.toMatch(/exec -i|redis-0|undefined/);
  expect(restoreRunbook(facts)).toContain('kubectl -n data exec -i postgres-0 -c postgres -- psql -U postgres');
});

test('says nothing of sources that the environment does not have', () => {
  const text = restoreRunbook({ ...facts, sources: [source('redis')], mirror: undefined });
  expect(text).not.toMatch(/postgres|mysql|nacos|mirror|undefined/i);
});

test('Nacos is restarted after its database was restored, where both are here', () => {
  expect(restoreRunbook({ ...facts, sources: [source('mysql'), source('nacos')] })).toContain('rollout restart statefulset/nacos');
  expect(restoreRunbook({ ...facts, sources: [source('mysql')] })).not.toContain('rollout restart');
});
