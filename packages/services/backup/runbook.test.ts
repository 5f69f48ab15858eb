import { ObjectStorage } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { describe, expect, test } from 'vitest';
import { objectNotes } from './object-notes.ts';
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

test('says that what has no source has no backup', () => {
  expect(restoreRunbook(facts)).toContain('\n\nNothing else is backed up.');
});

test('says of each source what to write for it', () => {
  for (const line of ['source: redis, from: 20260131T012500Z.rdb', 'source: nacos, from: 20260131T015500Z.tar.gz'])
    expect(restoreRunbook(facts)).toContain(`\`restore: { ${line} }\``);
});

describe('objects', () => {
  const credentials = secret('store-secret', ['accessKey', 'secretKey'], { accessKey: 'access-key' });
  const at = (endpoint?: string) => connect(ObjectStorage, { provider: 's3', url: 's3://', credentials: 'secret', endpoint }, credentials);

  test('have no backup without a mirror, and people are told so, and how to make one (V054)', () => {
    const text = objectNotes(at('http://objects.data.svc.cluster.local:9000'), 'safe');
    expect(text).toContain('other buckets than `safe` have no backup');
    expect(text).toContain('kubectl -n data port-forward svc/objects 9000 &');
    expect(text).toContain('mc mirror --overwrite "store/$BUCKET" "./$BUCKET"');
    expect(text).toContain('get secret store-secret --output go-template=\'{{ index .data "access-key" | base64decode }}\'');
    expect(restoreRunbook({ ...facts, objects: text })).toContain(`#### Objects\n\n${text}`);
  });

  test.each([undefined, 'https://s3.example.com'])('of a store of somebody else (%s) are not reached through the cluster', (endpoint) => {
    expect(objectNotes(at(endpoint), 'safe')).not.toMatch(/kubectl|undefined/);
  });
});

test('Nacos is restarted after its database was restored, where both are here', () => {
  expect(restoreRunbook({ ...facts, sources: [source('mysql'), source('nacos')] })).toContain('rollout restart statefulset/nacos');
  expect(restoreRunbook({ ...facts, sources: [source('mysql')] })).not.toContain('rollout restart');
});
