import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainRequest, type ApiRequest } from '../../../../../plugins/system/servers/client/api-request.js';
import { RequestHistory } from '../../../../../plugins/system/servers/client/request-history.js';
import { SavedRequests } from '../../../../../plugins/system/servers/client/saved-requests.js';
import { withoutSecrets } from '../../../../../plugins/system/servers/client/without-secrets.js';
import { maskedHeaders } from '../../../../../plugins/system/servers/client/masked-headers.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const SECRET = 'hunter2-hunter2';
const request: ApiRequest = {
  method: 'POST',
  path: `/login?api_key=${SECRET}&page=2`,
  params: { token: SECRET, id: '7' },
  query: [
    ['access_token', SECRET],
    ['q', 'x'],
  ],
  headers: [
    ['Authorization', `Bearer ${SECRET}`],
    ['Cookie', `session=${SECRET}`],
    ['X-Api-Key', '$API_KEY'],
    ['authorization', 'Bearer ${TOKEN}'],
    ['Cookie', 'a=$A; b=$B'],
    ['Accept', 'text/plain'],
  ],
  body: { kind: 'json', text: `{"user": "ann", "password": "${SECRET}", "n": 12345678901234567890}` },
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'devmgr-saved-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('leaves secrets out wherever they stand, and variables in', () => {
  const written = withoutSecrets(request);
  expect(JSON.stringify(written)).not.toContain(SECRET);
  expect(written).toMatchObject({
    path: '/login?api_key=&page=2',
    params: { token: '', id: '7' },
    headers: [
      ['Authorization', ''],
      ['Cookie', ''],
      ['X-Api-Key', '$API_KEY'],
      ['authorization', 'Bearer ${TOKEN}'],
      ['Cookie', 'a=$A; b=$B'],
      ['Accept', 'text/plain'],
    ],
    body: { text: '{"user": "ann", "password": "", "n": 12345678901234567890}' },
  });
});

describe('what looks like a secret is left out', () => {
  const parts = (part: Partial<ApiRequest>) => withoutSecrets({ ...plainRequest('POST', '/x'), ...part });
  const json = (text: string) => parts({ body: { kind: 'json', text } }).body;

  it('as the value of any header that names its kind', () => {
    const headers = [
      ['X-Custom', 'Bearer rawtoken888'],
      ['X-Other', 'basic YTpi'],
      ['X-Named', 'Bearer $TOKEN'],
      ['X-Kind', 'Bearer'],
    ] as const;
    expect(parts({ headers }).headers).toEqual([
      ['X-Custom', 'Bearer '],
      ['X-Other', 'basic '],
      ['X-Named', 'Bearer $TOKEN'],
      ['X-Kind', 'Bearer'],
    ]);
    expect(maskedHeaders(headers).map(([, value]) => value)).toEqual([
      'Bearer ***',
      'basic ***',
      'Bearer $TOKEN',
      'Bearer',
    ]);
  });

  it.each([
    ['{"n":{"token":12345,"tokens":["t1", 2]}, "m": 1.0}', '{"n":{"token":"","tokens":["", ""]}, "m": 1.0}'],
    [
      '{"auth": {"user": "ann", "on": true, "more": [{"a": -1e9}]}}',
      '{"auth": {"user": "", "on": true, "more": [{"a": ""}]}}',
    ],
    ['{"a": "token", "b": ["password", "x"]}', '{"a": "token", "b": ["password", "x"]}'],
    ['{"pass\\u0077ord": "x", "n": 1}', '{"pass\\u0077ord": "", "n": 1}'],
    ['no json {"password": "x", oops "token": 7', 'no json {"password": "", oops "token": ""'],
    ['{"db": "postgres://ann:hunter2@db/x"}', '{"db": "postgres://ann:@db/x"}'],
  ])('in the JSON %s', (text, written) => expect(json(text)).toEqual({ kind: 'json', text: written }));

  it('as a password in a URL, wherever that stands', () => {
    const url = 'https://ann:hunter2@example.com/a';
    const request = parts({
      path: `/fetch?url=${encodeURIComponent(url)}&x=1`,
      params: { to: url },
      query: [['callback', url]],
      headers: [['X-Forward', url]],
      body: { kind: 'form', fields: [['link', url]] },
    });
    expect(JSON.stringify(request)).not.toContain('hunter2');
    expect(request).toMatchObject({ path: '/fetch?url=&x=1', query: [['callback', 'https://ann:@example.com/a']] });
  });

  it('in a form that was written as text', () => {
    const body = { kind: 'text', text: 'user=a&token=x&b', contentType: 'application/x-www-form-urlencoded' } as const;
    expect(parts({ body }).body).toMatchObject({ text: 'user=a&token=&b' });
  });

  it('of a body of any size, without delay', async () => {
    const texts = [
      `{"a": "${'x'.repeat(1.2e7)}", "token": ${'9'.repeat(1e6)}}`,
      '"'.repeat(300_000),
      '{"token":['.repeat(50_000),
    ];
    // Of a second on an idle machine a fraction; what is not linear would take minutes.
    for (const text of texts) await expectQuick(8_000, () => json(text), text.slice(0, 10));
  });
});

it('masks secret headers for the screen', () => {
  const shown = maskedHeaders([...request.headers, ['Set-Cookie', 'session=1'], ['Content-Type', 'x']]);
  expect(shown.map(([, value]) => value)).toEqual([
    'Bearer ***',
    '***',
    '$API_KEY',
    'Bearer ${TOKEN}',
    'a=$A; b=$B',
    'text/plain',
    '***',
    'x',
  ]);
});

describe('saved requests', () => {
  it('are found again by name, also by another devmgr; a name counts once', async () => {
    const saved = new SavedRequests(folder);
    let told = 0;
    saved.onDidChange(() => (told += 1));
    await saved.save(' log  in ', 'api', plainRequest('GET', '/old'));
    await saved.save('log in', 'api', request);
    await saved.save('Log in', 'api', plainRequest('GET', '/other'));
    const other = new SavedRequests(folder);
    expect((await other.list()).map(({ name }) => name)).toEqual(['log in', 'Log in']);
    expect(await other.find('log in')).toEqual({ name: 'log in', server: 'api', request: withoutSecrets(request) });
    await other.remove('log in');
    await expect(saved.find('log in')).rejects.toThrow('No request is saved as log in');
    expect(told).toBe(3);
  });

  it('are for nobody else, and hold no secrets', async () => {
    await new SavedRequests(folder).save('x', 'api', request);
    const [file = ''] = readdirSync(join(folder, 'requests/saved'));
    const path = join(folder, 'requests/saved', file);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).not.toContain(SECRET);
  });

  it.each(['', '   ', 'x'.repeat(61)])('have a name that can be said: not "%s"', async (name) => {
    await expect(new SavedRequests(folder).save(name, 'api', request)).rejects.toThrow(/name/);
  });

  it('pass over files that are damaged or of another version', async () => {
    const saved = new SavedRequests(folder);
    await saved.save('good', 'api', request);
    mkdirSync(join(folder, 'requests/saved'), { recursive: true });
    writeFileSync(join(folder, 'requests/saved/a.json'), '{"version":1,"name":');
    writeFileSync(join(folder, 'requests/saved/b.json'), '{"version":9,"name":"b","server":"s","request":{}}');
    writeFileSync(join(folder, 'requests/saved/c.json'), 'null');
    expect((await saved.list()).map(({ name }) => name)).toEqual(['good']);
  });

  it('pass over what is no file, and what is far too long', async () => {
    const saved = new SavedRequests(folder);
    const { request: read } = await saved.save('good', 'api', request);
    const [file = ''] = readdirSync(join(folder, 'requests/saved'));
    const path = join(folder, 'requests/saved', file);
    execFileSync('mkfifo', [join(folder, 'requests/saved/pipe.json')]);
    expect((await saved.list()).map((each) => each.request)).toEqual([read]);
    truncateSync(path, 1e9);
    expect(await saved.list()).toEqual([]);
    rmSync(path);
    execFileSync('mkfifo', [path]);
    await expect(saved.find('good')).rejects.toThrow('No request is saved as good');
  });

  it('say why they could not be written', async () => {
    writeFileSync(join(folder, 'requests'), 'a file where the folder should be');
    await expect(new SavedRequests(folder).save('x', 'api', request)).rejects.toThrow('The request was not saved');
  });
});

describe('the history', () => {
  it('has the last fifty, the newest first, without secrets', async () => {
    const history = new RequestHistory(folder);
    const sent = (at: number) => ({ at, server: 'api', request, status: 200, totalMs: 3 });
    await Promise.all(Array.from({ length: 60 }, (_, at) => history.add(sent(at))));
    const list = await new RequestHistory(folder).list();
    expect([list.length, list[0]?.at, list[49]?.at]).toEqual([50, 59, 10]);
    expect(JSON.stringify(list)).not.toContain(SECRET);
  });

  it('does without long bodies', async () => {
    const history = new RequestHistory(folder);
    const body = { kind: 'text', text: 'x'.repeat(100_000), contentType: 'text/plain' } as const;
    await history.add({ at: 1, server: 'api', request: { ...request, body }, status: undefined, totalMs: undefined });
    expect(await history.list()).toMatchObject([{ request: { method: 'POST' }, status: undefined }]);
    expect((await history.list())[0]?.request.body).toBeUndefined();
  });

  it('is empty when its file is damaged, and goes on', async () => {
    const history = new RequestHistory(folder);
    mkdirSync(join(folder, 'requests'), { recursive: true });
    writeFileSync(join(folder, 'requests/history.json'), '{"sent": 3}');
    expect(await history.list()).toEqual([]);
    await history.add({ at: 1, server: 'api', request, status: 200, totalMs: 1 });
    expect(await history.list()).toHaveLength(1);
  });
});
