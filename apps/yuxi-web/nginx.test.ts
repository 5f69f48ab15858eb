import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fill } from '@gitops/kit';
import { freePort, pathOf } from '@gitops/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import nginx from './nginx.conf';

const absent = pathOf('/usr/sbin/nginx') === undefined;
let folder = '';
let web = '';
let api: Server | undefined;
let server: ChildProcess | undefined;

describe.skipIf(absent)('against nginx (skipped without apt-get install nginx-light)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yuxi-web-'));
    mkdirSync(join(folder, 'html'));
    writeFileSync(join(folder, 'html/index.html'), '<title>Yuxi</title>');
    api = createServer((request, response) => {
      response.setHeader('Content-Type', 'text/event-stream');
      response.write(`data: ${request.method} ${request.url} ${request.headers['x-forwarded-proto']}\n\n`);
      // The rest of the answer never comes: whoever waits for it waits for ever.
      if (request.url !== '/api/chat') response.end();
    }).listen(0, '127.0.0.1');
    await once(api, 'listening');
    const port = await freePort();
    web = `http://127.0.0.1:${port}`;
    const conf = fill(nginx, { port, uploadLimit: '1k', api: `http://127.0.0.1:${(api.address() as AddressInfo).port}` })
      .replaceAll('/tmp/', `${folder}/`)
      .replace('/usr/share/nginx/html', join(folder, 'html'))
      .replace('worker_processes', `user root;\nworker_processes`);
    writeFileSync(join(folder, 'nginx.conf'), conf);
    server = spawn('/usr/sbin/nginx', ['-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], { stdio: 'ignore' });
    await answers();
  });
  afterAll(async () => {
    server?.kill('SIGTERM');
    if (server) await once(server, 'exit');
    api?.closeAllConnections();
    api?.close();
    rmSync(folder, { recursive: true });
  });

  test('the path reaches the API as it is, with the scheme that the browser used', async () => {
    const response = await fetch(`${web}/api/system/health?full=1`, { headers: { 'X-Forwarded-Proto': 'https' } });
    expect(await response.text()).toBe('data: GET /api/system/health?full=1 https\n\n');
  });

  test('the first word of an answer arrives before its last', async () => {
    const controller = new AbortController();
    const response = await fetch(`${web}/api/chat`, { signal: controller.signal });
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toContain('data: GET /api/chat http');
    controller.abort();
  });

  test('a page of the application is one page, a missing file of it is missing', async () => {
    const page = await fetch(`${web}/chat/7`);
    expect(await page.text()).toContain('Yuxi');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect((await fetch(`${web}/assets/gone.js`)).status).toBe(404);
  });

  test('larger uploads than allowed are refused', async () => {
    expect((await fetch(`${web}/api/files`, { method: 'POST', body: 'x'.repeat(2048) })).status).toBe(413);
  });
});

async function answers(): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const up = await fetch(`${web}/healthz`).catch(() => undefined);
    if (up?.ok) return;
    await setTimeout(50);
  }
  throw new Error('nginx does not start');
}
