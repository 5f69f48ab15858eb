import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogueSource, writeCatalogue } from './catalogue.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'catalogue-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function builder(name: string, exported: string): string {
  return `export const ${exported} = defineService({\n  name: '${name}',\n});\n`;
}

test('every folder of services and apps is imported by the convention of names, in the order of names', () => {
  write('packages/services/redis/redis.ts', builder('redis', 'redis'));
  write('packages/services/s3-proxy/s3-proxy.ts', builder('s3-proxy', 's3Proxy'));
  write('packages/services/README.md', 'not a builder');
  write('apps/model-router/model-router.ts', builder('model-router', 'modelRouter'));
  expect(catalogueSource(root)).toBe(`// Derived from the folders of packages/services and apps by \`nx run gen:catalogue\`.
import type { AnyService } from '@gitops/kit';
import { modelRouter } from '../../../apps/model-router/model-router.ts';
import { redis } from '../../../packages/services/redis/redis.ts';
import { s3Proxy } from '../../../packages/services/s3-proxy/s3-proxy.ts';

/** Every builder, by name. */
export const services: readonly AnyService[] = [
  modelRouter,
  redis,
  s3Proxy,
];
`);
});

test('folders that break the convention are named, all at once', () => {
  write('packages/services/kafka/kafka.conf', '');
  write('packages/services/Redis/Redis.ts', builder('Redis', 'Redis'));
  write('packages/services/postgres/postgres.ts', builder('postgres', 'pg'));
  write('packages/services/pgadmin/pgadmin.ts', builder('pg-admin', 'pgadmin'));
  write('packages/services/portal/portal.ts', builder('portal', 'portal'));
  write('apps/portal/portal.ts', builder('portal', 'portal'));
  expect(() => catalogueSource(root)).toThrow(`The catalogue of builders is derived from the folders, and some break its rule:
  packages/services/Redis: a builder's name consists of lower-case words with hyphens between them
  packages/services/kafka: has no kafka.ts
  packages/services/pgadmin/pgadmin.ts: its builder does not say name: 'pgadmin'
  apps/portal: packages/services/portal has the same name
  packages/services/postgres/postgres.ts: does not export postgres`);
});

test('the file is written when the folders change, and only then', () => {
  const file = join(root, 'tools/generator/src/catalogue.generated.ts');
  write('apps/portal/portal.ts', builder('portal', 'portal'));
  writeCatalogue(root);
  expect(readFileSync(file, 'utf8')).toBe(catalogueSource(root));

  utimesSync(file, 1, 1);
  writeCatalogue(root);
  expect(statSync(file).mtimeMs).toBe(1000);

  write('apps/reports/reports.ts', builder('reports', 'reports'));
  writeCatalogue(root);
  expect(readFileSync(file, 'utf8')).toContain("import { reports } from '../../../apps/reports/reports.ts';");
});
