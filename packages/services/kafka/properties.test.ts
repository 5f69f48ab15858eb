import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, find, mainContainer, pathOf } from '@gitops/kit/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { kafka } from './kafka.ts';

const testing = new URL('testing/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'kafka-properties-'));
const classpath = kafkaItself();

describe.skipIf(!classpath)(
  `read by Kafka 4.3.1 itself${classpath ? '' : ' (skipped without its jars in the local Maven repository)'}`,
  () => {
    test.each([
      ['defaults', {}],
      ['one node', { replicas: 1, autoCreateTopics: true, retentionHours: 1 }],
      ['five nodes', { replicas: 5 }],
    ])('a broker starts with the properties, and knows every one of them: %s', (_, options) => {
      expect(read(properties(options))).toEqual({ status: 0, unknown: [] });
    });

    test('and would say what it does not know or take', () => {
      expect(read(properties().replace('log.retention', 'log.retentoin')).unknown).toEqual(['log.retentoin.hours']);
      expect(read(properties().replace('node.id=0', 'node.id=kafka-0')).status).not.toBe(0);
    });
  },
);

afterAll(() => rmSync(folder, { recursive: true }));

/** What the image makes of the variables for the first Pod: `KAFKA_NODE_ID` becomes `node.id`; options of Java are none of Kafka's. */
function properties(options: object = {}): string {
  const { env = [] } = mainContainer(find(build(kafka, { options }).manifests, 'StatefulSet'));
  const variables = env.filter(({ name }) => name.startsWith('KAFKA_') && !name.endsWith('_OPTS'));
  const lines = variables.map(({ name, value = '' }) => {
    const property = name.slice('KAFKA_'.length).toLowerCase().replaceAll('_', '.');
    return `${property}=${value.replaceAll('$(POD_NAME)', 'kafka-0')}`;
  });
  return ['node.id=0', ...lines].join('\n');
}

function read(text: string): { status: number | null; unknown: string[] } {
  const file = join(folder, 'server.properties');
  writeFileSync(file, text);
  const { status, stdout } = spawnSync('java', ['-cp', classpath ?? '', join(testing, 'ReadConfiguration.java'), file], {
    encoding: 'utf8',
  });
  return { status, unknown: stdout.split('\n').filter((line) => line !== '') };
}

/** The jars, if somebody fetched them: a test fetches nothing. */
function kafkaItself(): string | undefined {
  if (!pathOf('java') || !pathOf('mvn')) return undefined;
  const file = join(folder, 'classpath');
  const args = ['--quiet', '--offline', '--batch-mode', '--file', join(testing, 'pom.xml'), 'dependency:build-classpath'];
  const { status } = spawnSync('mvn', [...args, `-Dmdep.outputFile=${file}`], { stdio: 'ignore', timeout: 30_000 });
  return status === 0 ? readFileSync(file, 'utf8') : undefined;
}
