import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { pathOf } from '@gitops/kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { giveToolsOfAlpine, toolsOfAlpine } from './testing/alpine.ts';
import { type Sandbox, sandbox } from './testing/sandbox.ts';

const found = pathOf('curl') !== undefined;
const password = 'a"b\'c %d\\e&f=g+h';

interface Namespace {
  readonly namespace: string;
  readonly namespaceShowName: string;
  readonly configCount: number;
}

describe.skipIf(!found)(
  found ? `with an API like that of Nacos and the ${toolsOfAlpine}` : 'curl is not installed: Nacos not tried',
  () => {
    let box: Sandbox;
    let server: Server;
    let namespaces: Namespace[] = [];
    let imported: Record<string, string> = {};
    let answer = '{"code":200,"message":"done","data":{"succCount":1,"skipCount":0}}';
    let vars = { URL: '', USERNAME: 'nacos', PASSWORD: password };
    beforeEach(async () => {
      box = sandbox();
      giveToolsOfAlpine(box);
      namespaces = [namespace('', 'public', 2), namespace('empty', 'Nothing yet', 0), namespace('dev-1', 'Development: all of it', 1)];
      imported = {};
      server = createServer(async (request, response) => {
        const [status, text] = respond(request, await body(request));
        response.writeHead(status).end(text);
      }).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      // An address of the internet family has a port.
      const { port } = server.address() as { port: number };
      vars = { ...vars, URL: `http://127.0.0.1:${port}/nacos` };
    });
    afterEach(() => {
      server.close();
      box.remove();
    });

    test('brings the configurations of every namespace that has any', async () => {
      const file = await dump();
      const { stdout } = spawnSync('tar', ['-tzf', join(box.work, file)], { encoding: 'utf8' });
      expect(stdout.trim().split('\n').sort()).toEqual(['./', './dev-1.zip', './namespaces.json', './public.zip']);
    });

    test('writes them back, into namespaces that are created where they are missing', async () => {
      const FROM = await dump();
      namespaces = [namespace('', 'public', 0)];
      expect(await box.run('sh', 'load-nacos.sh', { ...vars, FROM })).toMatchObject({ code: 0 });
      expect(namespaces.slice(1)).toEqual([namespace('empty', 'Nothing yet', 0), namespace('dev-1', 'Development: all of it', 0)]);
      expect(imported).toEqual({ '': 'configurations of ""', 'dev-1': 'configurations of "dev-1"' });
    });

    test.each([
      '{"code":100004,"message":"parsing failed","data":{"succCount":0}}',
      '{"code":200,"message":"done","data":{"succCount":0,"failData":[{"dataId":"a"}]}}',
    ])('what Nacos did not take fails the Job: %s', async (refusal) => {
      const FROM = await dump();
      answer = refusal;
      const outcome = await box.run('sh', 'load-nacos.sh', { ...vars, FROM });
      expect(outcome).toEqual({ code: 1, output: expect.stringContaining(refusal) });
    });

    test('a wrong password fails, stands in no log, and leaves nothing that could be uploaded', async () => {
      const outcome = await box.run('sh', 'dump-nacos.sh', { ...vars, PASSWORD: 'hush' });
      expect(outcome.code).not.toBe(0);
      expect(outcome.output).not.toContain('hush');
      expect(readdirSync(box.work).filter((name) => name.endsWith('.sha256'))).toEqual([]);
    });

    test('an answer that is no list of namespaces is no empty backup', async () => {
      namespaces = [];
      expect((await box.run('sh', 'dump-nacos.sh', vars)).code).not.toBe(0);
    });

    function respond({ method, url = '' }: IncomingMessage, text: string): [number, string] {
      const { pathname, searchParams: query } = new URL(url, vars.URL);
      const form = new URLSearchParams(text);
      switch (`${method} ${pathname.replace('/nacos/v1/', '')}`) {
        case 'GET console/health/readiness':
          return [200, 'OK'];
        case 'POST auth/login':
          return form.get('password') === password ? [200, '{"accessToken":"e.y-J_x","tokenTtl":18000}'] : [403, 'unknown user!'];
        case 'GET console/namespaces':
          return [200, JSON.stringify({ code: 200, message: null, data: namespaces })];
        case 'POST console/namespaces':
          if (form.get('accessToken') !== 'e.y-J_x') return [403, ''];
          namespaces.push(namespace(form.get('customNamespaceId') ?? '', form.get('namespaceName') ?? '', 0));
          return [200, 'true'];
        case 'GET cs/configs':
          // Nacos answers 500 where a list of ids is missing.
          if (query.get('accessToken') !== 'e.y-J_x' || !query.has('ids') || query.get('exportV2') !== 'true') return [500, ''];
          return [200, `configurations of "${query.get('tenant')}"`];
        case 'POST cs/configs':
          if (query.get('accessToken') !== 'e.y-J_x' || query.get('import') !== 'true' || !/name="policy"\r\n\r\nOVERWRITE/.test(text))
            return [403, ''];
          imported[query.get('namespace') ?? '?'] = /configurations of "[^"]*"/.exec(text)?.[0] ?? '';
          return [200, answer];
        default:
          return [404, ''];
      }
    }

    async function dump(): Promise<string> {
      expect(await box.run('sh', 'dump-nacos.sh', vars)).toEqual({ code: 0, output: '' });
      const [file = ''] = readdirSync(box.work).filter((name) => name.endsWith('.tar.gz'));
      expect(spawnSync('sha256sum', ['--check', `${file}.sha256`], { cwd: box.work }).status).toBe(0);
      return file;
    }
  },
);

function namespace(id: string, title: string, configCount: number): Namespace {
  // In the order of Nacos.
  return { ...{ namespace: id, namespaceShowName: title, namespaceDesc: null, quota: 200, configCount, type: 2 } };
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
