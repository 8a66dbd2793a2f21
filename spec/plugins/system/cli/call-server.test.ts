import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../support/free-port.js';
import { testPython } from '../../../support/python.js';
import {
  cleanEnvironment,
  devmgrBin,
  runDevmgr,
  startDevmgr,
  temporaryHome,
  type RunningDevmgr,
} from '../../../support/run-devmgr.js';

const APP = `
import asyncio
from fastapi import Body, FastAPI, Header, Request, HTTPException
from fastapi.responses import RedirectResponse, Response, StreamingResponse
app = FastAPI(title="Shop")
@app.get("/health")
def health(): return {"ok": True}
@app.get("/orders/{order_id}", summary="One order")
def order(order_id: int, full: bool = False, authorization: str = Header("")):
    return {"id": order_id, "full": full, "authorization": authorization}
@app.post("/echo", deprecated=True)
async def echo(request: Request):
    return Response(await request.body(), media_type=request.headers.get("content-type", "none/none"))
@app.post("/strict")
def strict(a: int = Body(..., embed=True)): return a
@app.get("/image")
def image(): return Response(bytes([1, 0, 2]), media_type="image/png")
@app.get("/evil")
def evil(): return Response("a\\x1b]0;owned\\x07b", media_type="text/plain")
@app.get("/moved")
def moved(): return RedirectResponse("/health")
@app.get("/loop")
def loop(): return RedirectResponse("/loop")
@app.get("/endless")
async def endless(type: str = "text/plain"):
    async def stream():
        while True:
            yield b"x" * 1_000_000
            await asyncio.sleep(0)  # uvicorn swallows what is sent to a client that has gone, without a turn for others
    return StreamingResponse(stream(), media_type=type)
@app.get("/events")
async def events():
    async def stream():
        yield "data: one\\n\\n"
        await asyncio.sleep(3600)
    return StreamingResponse(stream(), media_type="text/event-stream")
`;

let root: string;
let home: ReturnType<typeof temporaryHome>;
let url: string;
let running: RunningDevmgr;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-call-'));
  home = temporaryHome();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  writeFileSync(join(root, 'main.py'), APP);
  writeFileSync(join(root, '.env'), 'FROM_FILE=of-the-file-1234\n');
  running = startDevmgr(['server', 'start', '--port', String(port)], { ...options(), timeoutMs: 120_000 });
  await running.waitFor('● api healthy');
});

afterAll(async () => {
  running.child.kill('SIGINT');
  await running.done;
  rmSync(root, { recursive: true, force: true });
  home.remove();
});

const options = () => ({ cwd: root, home: home.path, env: { DEVMGR_PYTHON: testPython(), TOKEN: 'tok-1234567890' } });
const call = (...args: string[]) => runDevmgr(['server', 'call', ...args], options());

describe('devmgr server routes', () => {
  it('lists what can be asked of a server that another devmgr runs', async () => {
    const { code, stdout } = await runDevmgr(['server', 'routes'], options());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^METHOD {2}PATH +SUMMARY$/m);
    expect(stdout).toMatch(/^GET +\/orders\/\{order_id\} +One order$/m);
    expect(stdout).toMatch(/^POST +\/echo +Echo \(deprecated\)$/m);
  });

  it('is one document with --json', async () => {
    const { stdout } = await runDevmgr(['server', 'routes', 'api', '--json'], options());
    const document = JSON.parse(stdout) as { routes: { path: string; parameters: unknown[] }[] };
    expect(document).toMatchObject({ server: 'api', url, title: 'Shop', document: '/openapi.json' });
    expect(document.routes.find(({ path }) => path === '/orders/{order_id}')?.parameters).toMatchObject([
      { name: 'order_id', in: 'path', type: 'integer' },
      { name: 'full', in: 'query' },
      { name: 'authorization', in: 'header' },
    ]);
  });
});

describe('devmgr server call', () => {
  it('has the body on stdout as it came, and a line about it on stderr', async () => {
    const { code, stdout, stderr } = await call('GET', '/orders/7?full=1');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"id":7,"full":true,"authorization":""}' });
    expect(stderr).toMatch(/^200 OK · [\d.]+ ms \(first byte [\d.]+ ms\) · 39 bytes · application\/json\n$/);
  });

  it('fills a route, and takes secrets from the environment and .env without telling them', async () => {
    const { stdout, stderr } = await call(
      ...[
        'api',
        'get',
        '/orders/{order_id}',
        '--param',
        'order_id=7',
        '-q',
        'full=true',
        '-H',
        'Authorization: Bearer $TOKEN',
        '--json',
      ],
    );
    const document = JSON.parse(stdout) as Record<string, unknown>;
    expect(document).toMatchObject({
      server: 'api',
      request: {
        method: 'GET',
        path: '/orders/{order_id}',
        url: `${url}/orders/7?full=true`,
        headers: [['Authorization', 'Bearer $TOKEN']],
      },
      status: 200,
      body: { id: 7, full: true, authorization: 'Bearer tok-1234567890' },
    });
    expect(stderr).toBe('');
    expect((await call('/orders/7', '-H', 'Authorization: $FROM_FILE')).stdout).toContain('of-the-file-1234');
  });

  it.each([
    [['POST', '/echo', '-d', '{"a": 12345678901234567890}'], '{"a": 12345678901234567890}'],
    [['/echo', '-d', '@body.json'], '{"from": "a file"}'],
    [['/echo', '-d', '-'], '{"from": "a pipe"}'],
    [['/echo', '-d', 'a,b', '-H', 'Content-Type: text/csv'], 'a,b'],
    [['/echo', '-F', 'a=1 2', '-F', 'b=3'], 'a=1%202&b=3'],
  ])('sends %j', async (args, body) => {
    writeFileSync(join(root, 'body.json'), '{"from": "a file"}');
    const { code, stdout } = await runDevmgr(['server', 'call', ...args], {
      ...options(),
      stdin: '{"from": "a pipe"}',
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: body });
  });

  it('ends with 1 for a status from 400 on', async () => {
    const { code, stdout, stderr } = await call('GET', '/orders/seven');
    expect(code).toBe(1);
    expect(stdout).toContain('"detail"');
    expect(stderr).toContain('422 Unprocessable Entity');
  });

  it('masks secrets in the URL that was asked', async () => {
    const { stdout } = await call('/orders/7?api_key=very-secret', '-q', 'token=very-secret', '--json');
    const { request } = JSON.parse(stdout) as { request: { url: string } };
    expect(request.url).toBe(`${url}/orders/7?api_key=***&token=***`);
  });

  it('says what to do with a body that was piped in and not asked for', async () => {
    const { stderr } = await runDevmgr(['server', 'call', 'POST', '/strict'], { ...options(), stdin: '{"a":1}' });
    expect(stderr).toContain('! it was sent without a body: give it with -d, -d - for what is piped in');
  });

  it('leaves the status a line of its own where both go to one stream', () => {
    const { stdout } = spawnSync(
      'sh',
      ['-c', '"$@" 2>&1', 'sh', process.execPath, devmgrBin, 'server', 'call', '/health'],
      {
        cwd: root,
        env: cleanEnvironment(home.path, options().env),
        encoding: 'utf8',
      },
    );
    expect(stdout).toMatch(/^\{"ok":true\}\n200 OK · /);
  });

  it('writes what is no text only into a file', async () => {
    expect(await call('/image')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('-o FILE') as string,
    });
    const { stdout, stderr } = await call('/image', '-o', 'image.png');
    expect([stdout, readFileSync(join(root, 'image.png'))]).toEqual(['', Buffer.from([1, 0, 2])]);
    expect(stderr).toContain('written to image.png');
    expect(JSON.parse((await call('/image', '--json')).stdout)).toMatchObject({ bodyBase64: 'AQAC' });
  });

  it('tells of redirects, and follows them with -L', async () => {
    expect((await call('/moved')).stderr).toContain('! redirects to /health: follow it with -L');
    const { stdout, stderr } = await call('/moved', '-L');
    expect(stdout).toBe('{"ok":true}');
    expect(stderr).toMatch(/^307 to \/health\n200 OK/);
  });

  it('says that redirects have no end', async () => {
    const { code, stderr } = await call('/loop', '-L');
    expect(code).toBe(1);
    expect(stderr).toContain('redirected more than 10 times');
  });

  it.each([[['/endless', '--json']], [['/endless?type=image/png']]])(
    'ends %j, of which no end is to be seen',
    async (args) => {
      const { code, stdout, stderr } = await call(...args);
      expect(code).toBe(1);
      const told = args.includes('--json') ? (JSON.parse(stdout) as { incomplete: string }).incomplete : stderr;
      expect(told).toMatch(/too big|! not whole: it has more than 32 MB/);
    },
  );

  it.runIf(existsSync('/dev/full'))('ends when nothing more can be written', async () => {
    const full = openSync('/dev/full', 'w');
    try {
      const child = spawn(process.execPath, [devmgrBin, 'server', 'call', '/endless'], {
        cwd: root,
        env: { ...cleanEnvironment(home.path), ...options().env },
        stdio: ['ignore', full, 'pipe'],
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      expect(child.stderr && (await textOf(child.stderr))).toMatch(/! not whole: stdout takes no more\n.*ENOSPC/);
      expect(await ended).toBe(1);
    } finally {
      closeSync(full);
    }
  });

  it('tells no secrets of the request in its document', async () => {
    const { stdout } = await call('/health?api_key=key-7654321&page=2', '-q', 'token=tok-7654321', '--json');
    expect(stdout).not.toContain('7654321');
    expect(JSON.parse(stdout)).toMatchObject({
      request: { path: '/health?api_key=***&page=2', url: `${url}/health?api_key=***&page=2&token=***` },
    });
  });

  it('shows a stream as it comes, and ends with Ctrl-C', async () => {
    const streaming = startDevmgr(['server', 'call', '/events'], options());
    await streaming.waitFor('data: one');
    streaming.child.kill('SIGINT');
    expect(await streaming.done).toMatchObject({
      code: 130,
      stdout: 'data: one\n\n',
      stderr: expect.stringContaining('! stopped before its end') as string,
    });
  });

  it('saves requests without their secrets, and sends them again', async () => {
    expect((await call('--list')).stderr).toContain('No request is saved');
    const secret = 'Authorization: Bearer secret-of-mine';
    const saved = await call('/orders/3', '-H', secret, '-H', 'X-A: b', '--save', 'an order');
    expect(saved.code).toBe(0);
    const told = "saved, without the values of secrets: send it with devmgr server call --saved 'an order'";
    expect(saved.stderr).toContain(told);
    expect((await call('--list')).stdout).toMatch(/^NAME +SERVER +METHOD +PATH\nan order +api +GET +\/orders\/3\n$/);
    const list = JSON.parse((await call('--list', '--json')).stdout) as unknown;
    expect(list).toEqual({ saved: [{ name: 'an order', server: 'api', method: 'GET', path: '/orders/3' }] });
    const again = await call('--saved', 'an order');
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('Authorization has no value') as string });
    const given = await call('--saved', 'an order', '-H', 'authorization: Bearer $TOKEN');
    expect(JSON.parse(given.stdout)).toMatchObject({ id: 3, authorization: 'Bearer tok-1234567890' });
    const none = await call('--saved', 'nothing');
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('Saved are: an order') as string });
  });

  it('prints the command for curl instead', async () => {
    const { stdout } = await call(
      'DELETE',
      '/orders/{id}',
      '--param',
      'id=a b',
      '-H',
      'Authorization: Bearer $TOKEN',
      '--curl',
    );
    expect(stdout).toBe(`curl -X DELETE ${url}/orders/a%20b -H "Authorization: Bearer \${TOKEN}"\n`);
  });

  it.each<[string[], string, number]>([
    [[], 'Which path of the server?', 2],
    [['GET', 'http://example.com/'], 'http://example.com/ is no path of the server', 2],
    [['api', 'FETCH', '/x'], 'FETCH is no method of HTTP', 2],
    [['nothing', 'GET', '/x'], 'nothing', 2],
    [['/echo', '-d', '{"a":'], 'The body is no JSON', 2],
    [['/echo', '-d', '1', '-F', 'a=1'], 'A request has one body', 2],
    [['/x', '-H', 'no colon'], 'no colon has no colon after its name', 2],
    [['/x', '--timeout', '-1'], 'The timeout is no time', 2],
    [['/orders/{id}'], '{id} in the path has no value', 2],
    [['/x', '-H', 'X-A: $NOT_SET_ANYWHERE'], 'X-A needs $NOT_SET_ANYWHERE, which is not set', 2],
    [['FETCH', '/x'], 'FETCH is no method of HTTP, and no server is called so', 2],
  ])('refuses %j', async (args, message, code) => {
    const result = await call(...args);
    expect(result.stderr).toContain(message);
    expect(result).toMatchObject({ code, stdout: '' });
  });
});
