import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import topicsScript from './topics.sh';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'topics-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a topic that is as listed is created if it is missing, and otherwise left alone (W073, W074)', () => {
  expect(run('a.b 3 1\n', 3)).toEqual(['create a.b 3 1', 'describe a\\.b']);
});

test('partitions grow, of exactly that topic', () => {
  expect(run('a.b 6 1\n', 3)).toContain('alter a\\.b 6');
});

test('partitions never shrink, and that is no reason to fail', () => {
  expect(run('a.b 2 1\n', 3)).toEqual(['create a.b 2 1', 'describe a\\.b']);
});

test('settings follow the list, for every topic in it', () => {
  const calls = run('a 3 1 cleanup.policy=[compact,delete],retention.ms=[1]\nb 3 1 retention.ms=[2]\n', 3);
  expect(calls).toContain('configure a cleanup.policy=[compact,delete],retention.ms=[1]');
  expect(calls).toContain('configure b retention.ms=[2]');
});

test('a failure is not passed over', () => {
  expect(() => run('broken 3 1\n', 3)).toThrow('Command failed');
});

/** What the script asks of a cluster on which every topic has `count` partitions; there, `broken` can't be described. */
function run(list: string, count: number): string[] {
  const log = join(folder, 'calls');
  // The tools as they answer in Kafka 4.3.
  tool(
    'kafka-topics.sh',
    `case "$3" in
      --create) echo "create $6 $8 \${10}" >> "${log}" ;;
      --describe)
        echo "describe $5" >> "${log}"
        [ "$5" != broken ] || exit 1
        printf 'Topic: %s\\tTopicId: x\\tPartitionCount: ${count}\\tReplicationFactor: 1\\tConfigs: \\n\\tTopic: %s\\tPartition: 0\\n' "$5" "$5" ;;
      --alter) echo "alter $5 $7" >> "${log}" ;;
    esac`,
  );
  tool('kafka-configs.sh', `echo "configure $7 $9" >> "${log}"`);
  writeFileSync(join(folder, 'topics.sh'), topicsScript);
  writeFileSync(join(folder, 'topics.txt'), list);
  execFileSync('sh', [join(folder, 'topics.sh'), join(folder, 'topics.txt')], {
    env: { PATH: `${folder}:/usr/bin:/bin`, BOOTSTRAP_SERVERS: 'kafka:9092' },
    stdio: 'pipe',
  });
  return readFileSync(log, 'utf8').trimEnd().split('\n');
}

function tool(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}
