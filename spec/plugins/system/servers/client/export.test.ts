import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../../../../../plugins/system/servers/client/api-client.js';
import { plainRequest, type ApiRequest } from '../../../../../plugins/system/servers/client/api-request.js';
import { curlCommand } from '../../../../../plugins/system/servers/client/export/curl-command.js';
import { httpxCode } from '../../../../../plugins/system/servers/client/export/httpx-code.js';
import { testPython } from '../../../../support/python.js';
import { testServer, type TestServer } from './test-server.js';

const run = promisify(execFile);
const hasCurl = (() => {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

let server: TestServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'devmgr-export-'));
  writeFileSync(join(folder, 'a "b.txt'), 'content');
  server = await testServer((_request, response) => response.end('fine'));
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const REQUESTS: [string, Partial<ApiRequest>][] = [
  [
    'a GET with a query',
    {
      path: '/a b/{id}?x=1',
      params: { id: "o'/2" },
      query: [
        ['q', 'ä&$HOME'],
        ['q', '2'],
      ],
    },
  ],
  [
    'headers with a variable and what a shell would change',
    {
      path: '/',
      headers: [
        ['Authorization', 'Bearer $TOKEN'],
        ['X-A', '`id` "q" \'s\' \\ 5$$'],
      ],
    },
  ],
  [
    'JSON',
    {
      method: 'POST',
      path: '/',
      body: { kind: 'json', text: '{"a": [true, null, 12345678901234567890, "ä\'\\n\\u0000😀"]}' },
    },
  ],
  ['JSON that is none', { method: 'PUT', path: '/', body: { kind: 'json', text: '{"a": ' } }],
  [
    'a form',
    {
      method: 'POST',
      path: '/',
      body: {
        kind: 'form',
        fields: [
          ['a', '1 &'],
          ['a', '2'],
        ],
      },
    },
  ],
  ['text', { method: 'PATCH', path: '/', body: { kind: 'text', text: '@x\ny', contentType: 'text/csv' } }],
  ['a file', { method: 'POST', path: '/', body: { kind: 'file', path: 'a "b.txt', contentType: 'text/plain' } }],
  [
    'a file in a form',
    { method: 'POST', path: '/', body: { kind: 'multipart', fields: [['n', '@1']], files: [['up', 'a "b.txt']] } },
  ],
  ['another method', { method: 'DELETE', path: '/a[1]' }],
];

const env = { ...process.env, TOKEN: 'tok"$x' };
/** What both must send alike: multipart has other borders, JSON other blanks, forms other signs for the same. */
const essence = () => {
  const { method, url, headers, body } = server.seen.at(-1) ?? { method: '', url: '', headers: {}, body: '' };
  const type = headers['content-type']?.replace(/;.*/, '');
  const plain =
    type === 'application/json' && body.endsWith('}')
      ? body
          .replace(/\s+/g, '')
          .replace(/\\u([0-9a-f]{4})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
      : body;
  const form = type === 'application/x-www-form-urlencoded' ? [...new URLSearchParams(body)] : plain;
  const multipart = [...body.matchAll(/; name="([^"]*)"[^]*?\r\n\r\n([^]*?)\r\n--/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  const pairs = [...new URL(url, 'http://x').searchParams];
  const path = decodeURIComponent(new URL(url, 'http://x').pathname);
  return {
    method,
    path,
    pairs,
    type,
    authorization: headers.authorization,
    own: headers['x-a'],
    body: multipart.length > 0 ? multipart : form,
  };
};

describe.each(REQUESTS)('%s', (_name, part) => {
  const request = { ...plainRequest('GET', '/'), ...part };
  const sent = async () => {
    const client = createApiClient({
      url: server.url,
      folder,
      variable: (name) => env[name as 'TOKEN'],
      addSecret: () => undefined,
    });
    await client.send(request, { signal: new AbortController().signal });
    return essence();
  };

  it.skipIf(!hasCurl)('is sent alike by curl', async () => {
    const expected = await sent();
    const { stdout } = await run('sh', ['-c', `${curlCommand(request, server.url)} -sS`], { cwd: folder, env });
    expect(stdout).toBe('fine');
    expect(essence()).toEqual(expected);
  });

  it('is sent alike by httpx', async () => {
    const expected = await sent();
    const code = httpxCode(request, { url: server.url });
    const { stdout } = await run(testPython(), ['-c', code], { cwd: folder, env });
    expect(stdout).toBe('200\nfine\n');
    expect(essence()).toEqual(expected);
  });
});

it('becomes a test that pytest runs', async () => {
  const code = httpxCode(plainRequest('GET', '/orders/7'), { url: server.url, test: { status: 200 } });
  writeFileSync(join(folder, 'test_made.py'), code);
  const { stdout } = await run(testPython(), ['-m', 'pytest', '-v', '-p', 'no:cacheprovider', 'test_made.py'], {
    cwd: folder,
  });
  expect(stdout).toContain('test_made.py::test_get_orders_7 PASSED');
});
