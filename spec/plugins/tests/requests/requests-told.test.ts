import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from 'devmgr/plugin-api';
import { Servers } from 'devmgr/plugin-api/contracts/servers';
import type { TestRequest } from 'devmgr/plugin-api/contracts/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countsOf, parseSummary, plainPytest } from '../support/plain-pytest.js';
import { testProof } from '../../../support/test-headers.js';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';

const SECRET = 'secret-of-the-project';

interface Listener {
  readonly server: Server;
  readonly port: number;
  /** By path. */
  readonly seen: Map<string, IncomingHttpHeaders>;
}

async function listen(
  redirectTo?: () => string,
  at: { path: string } | { host: string; port: number } = { host: '127.0.0.1', port: 0 },
): Promise<Listener> {
  const seen = new Map<string, IncomingHttpHeaders>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    seen.set(pathname, request.headers);
    const location = pathname === '/away' ? redirectTo?.() : undefined;
    response.writeHead(location ? 302 : 200, location ? { location } : {}).end('{}');
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, resolve));
  return { server, seen, port: (server.address() as AddressInfo).port };
}

let known: Listener;
let stranger: Listener;
/** At the port of the one that is known: on a Unix socket, and on another address. */
let beside: readonly Listener[];
let folder: string;
beforeAll(async () => {
  stranger = await listen();
  known = await listen(() => `http://127.0.0.1:${stranger.port}/came`);
  folder = mkdtempSync(join(tmpdir(), 'devmgr-uds-'));
  const other = listen(undefined, { host: '127.0.0.2', port: known.port });
  beside = await Promise.all([listen(undefined, { path: join(folder, 's') }), other]);
});
afterAll(() => {
  for (const { server } of [known, stranger, ...beside]) server.close();
  rmSync(folder, { recursive: true });
});

const suite = () => ({
  'conftest.py': `
import os
# Servers are known before a test can make a request.
folder = os.environ.get("DEVMGR_TESTS_RUN")
assert not folder or os.path.exists(os.path.join(folder, "requests.json"))
`,
  'test_requests.py': `
import asyncio, inspect, threading
import httpx, requests, pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

KNOWN = "http://user:hunter2@localhost:${known.port}"
STRANGER = "http://127.0.0.1:${stranger.port}"
app = FastAPI()

@app.get("/in-process")
async def in_process(request: Request):
    print("x-devmgr-test" in request.headers)
    return {}

def has_none(response):
    assert not [name for name in response.request.headers if "devmgr" in name.lower()]

@pytest.mark.parametrize("n", ["ä b::[/]\\n"])
def test_httpx(n):
    has_none(httpx.get(KNOWN + "/httpx?a=1#f"))

def test_redirect():
    has_none(httpx.get(KNOWN + "/away", follow_redirects=True))
    has_none(requests.get(KNOWN + "/away"))

def test_requests():
    has_none(requests.post(KNOWN + "/requests", json={}))
    has_none(requests.get(STRANGER + "/requests"))

def test_other_ways(monkeypatch):
    proxy = {"http://": STRANGER}
    httpx.get(KNOWN + "/by-proxy", **({"proxy": STRANGER} if "proxy" in inspect.signature(httpx.get).parameters else {"proxies": proxy}))
    requests.get(KNOWN + "/by-proxies", proxies={"http": STRANGER})
    with httpx.Client(transport=httpx.HTTPTransport(uds="${join(folder, 's')}")) as client:
        client.get(KNOWN + "/by-uds")
    for get in httpx.get, requests.get:
        get("http://127.0.0.2:${known.port}/beside-" + get.__module__.split(".")[0])
    monkeypatch.setenv("http_proxy", STRANGER)
    requests.get(KNOWN + "/by-environment")
    monkeypatch.setenv("no_proxy", "localhost")
    requests.get(KNOWN + "/by-no-proxy")

def test_own_header():
    httpx.get(KNOWN + "/own", headers={"X-Devmgr-Test": "mine"})

def test_threads():
    threads = [threading.Thread(target=requests.get, args=(KNOWN + "/thread",)) for _ in range(5)]
    for each in threads: each.start()
    for each in threads: each.join()

@pytest.mark.asyncio
async def test_async():
    async with httpx.AsyncClient() as client:
        await asyncio.gather(client.get(KNOWN + "/async-a"), client.get(KNOWN + "/async-b"))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://asgi") as client:
        await client.get("/in-process")

def test_client():
    assert TestClient(app).get("/in-process").json() == {}

def test_nobody_answers():
    with pytest.raises(httpx.ConnectError): httpx.get("http://127.0.0.1:9/")

def test_fails_in_transport():
    def handler(request): raise ValueError("mock")
    with httpx.Client(transport=httpx.MockTransport(handler)) as client:
        client.get("http://mocked/")

def test_replaced(monkeypatch):
    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError): requests.get(KNOWN + "/replaced")

def test_looks_the_same():
    assert list(inspect.signature(requests.adapters.HTTPAdapter.send).parameters)[:2] == ["self", "request"]
    assert inspect.iscoroutinefunction(httpx.AsyncHTTPTransport.handle_async_request)

def test_many():
    def handler(request): return httpx.Response(204)
    with httpx.Client(transport=httpx.MockTransport(handler)) as client:
        for _ in range(600): client.get("http://mocked/")
`,
});

/** Nobody imports a library before a test does. */
const importing = () => ({
  'conftest.py': suite()['conftest.py'],
  'test_importing.py': `
import sys, traceback
import pytest

def test_broken(monkeypatch):
    monkeypatch.setitem(sys.modules, "httpcore", None)
    with pytest.raises(ImportError) as raised:
        import httpx
    assert not [frame for frame in traceback.extract_tb(raised.tb) if "devmgr_pytest" in frame.filename]
    for half in [name for name in sys.modules if name.startswith("httpx")]:
        del sys.modules[half]

def test_httpx():
    assert not {"httpx", "requests"} & set(sys.modules)
    import httpx
    httpx.get("http://localhost:${known.port}/in-test")
    assert "ModuleSpec" in repr(type(httpx.__spec__)) and type(httpx.__spec__) is type(pytest.__spec__)

@pytest.fixture
def client():
    from fastapi.testclient import TestClient
    from fastapi import FastAPI
    return TestClient(FastAPI())

def test_client(client):
    assert client.get("/none").status_code == 404

def test_requests():
    import threading
    def get():
        import requests
        requests.get("http://localhost:${known.port}/in-thread")
    thread = threading.Thread(target=get)
    thread.start()
    thread.join()
`,
});

async function runSuite(
  settings: Record<string, unknown>,
  args: readonly string[] = [],
  files: Readonly<Record<string, string>> = suite(),
) {
  await using plugin = await startTestsPlugin({ files, settings });
  const addresses = new Store<readonly string[]>([`127.0.0.1:${known.port}`]);
  const unused = () => Promise.reject(new Error('not in this spec'));
  plugin.testing.context.services.provide(Servers, {
    ...{ all: new Store([]), start: unused, stop: unused, restart: unused },
    testTargets: () => Promise.resolve({ secret: SECRET, addresses }),
  });
  // Workers are compared elsewhere, and pytest takes its time to start.
  const plain = args.length > 0 ? undefined : await plainPytest(plugin.root, ['-rA']);
  for (const { seen } of [known, stranger, ...beside]) seen.clear();
  const state = await plugin.run({ args });
  return { state, plain: plain?.output ?? '', output: plugin.output.join('\n') };
}

const proofOf = ({ seen }: Listener, path: string) =>
  ['x-devmgr-test', 'x-devmgr-test-proof'].map((name) => String(seen.get(path)?.[name])) as [string, string];
const id = (name: string) => `test_requests.py::${name}`;
const told = (requests: readonly TestRequest[] = []) =>
  requests.map(({ method, url, status }) => `${method} ${url.replace(/^http:\/\/[^/]*/, '')} ${status ?? 'none'}`);

describe('requests of tests', () => {
  it('are told, and only servers of devmgr learn whose they are; pytest says the same as without', async () => {
    const { state, plain, output } = await runSuite({});
    const requests = (name: string) => told(state.cases.get(id(name))?.requests);
    const { outcomes: theirs } = parseSummary(plain, [...state.cases.keys()]);
    expect(outcomes(state)).toEqual(theirs);
    expect(countsOf(plain)).toMatchObject({ failed: 1, passed: 12 });
    expect(output).not.toContain('devmgr_pytest');

    const odd = 'test_httpx[\\xe4 b::[/]\\n]';
    expect(requests(odd)).toEqual(['GET /httpx?a=1 200']);
    expect(known.seen.get('/httpx')).toMatchObject({
      'x-devmgr-test': encodeURIComponent(id(odd)).replace(/%(2F|3A|5B|5D)/g, decodeURIComponent),
      'x-devmgr-test-proof': expect.any(String) as string,
    });
    const [encoded, proof] = proofOf(known, '/httpx');
    expect(proof).toBe(testProof(encoded, SECRET, Number.parseInt(proof)));
    expect(Math.abs(Date.now() - Number.parseInt(proof))).toBeLessThan(60_000);
    expect(known.seen.get('/by-no-proxy')).toHaveProperty('x-devmgr-test-proof');
    for (const { seen } of beside) expect(JSON.stringify([...seen.values()])).not.toContain('devmgr');
    expect(beside.map(({ seen }) => [...seen.keys()])).toEqual([['/by-uds'], ['/beside-httpx', '/beside-requests']]);
    expect(JSON.stringify([...state.cases.values()].map((each) => each.requests))).not.toContain('hunter2');
    expect(requests('test_redirect')).toEqual(['GET /away 302', 'GET /came 200', 'GET /away 302', 'GET /came 200']);
    for (const headers of stranger.seen.values()) expect(Object.keys(headers).join()).not.toContain('devmgr');
    expect([...stranger.seen.keys()]).toEqual(['/came', '/requests', '/by-proxy', '/by-proxies', '/by-environment']);
    expect(known.seen.get('/own')).toMatchObject({ 'x-devmgr-test': 'mine' });
    expect(known.seen.get('/own')).not.toHaveProperty('x-devmgr-test-proof');
    expect(requests('test_threads')).toEqual(Array.from({ length: 5 }, () => 'GET /thread 200'));
    expect(requests('test_async').sort()).toEqual(['GET /async-a 200', 'GET /async-b 200', 'GET /in-process 200']);
    expect(requests('test_client')).toEqual(['GET /in-process 200']);
    expect(requests('test_nobody_answers')).toEqual(['GET / none']);
    expect(requests('test_fails_in_transport')).toEqual(['GET / none']);
    expect(requests('test_replaced')).toEqual([]);
    expect(state.cases.get(id('test_client'))?.sections.map(({ text }) => text.trim())).toEqual(['False']);
    expect(state.cases.get(id('test_many'))?.requests?.length).toBeLessThanOrEqual(500);
    const [request] = state.cases.get(id('test_client'))?.requests ?? [];
    const { startedAt = 0 } = state.cases.get(id('test_client')) ?? {};
    expect(Math.abs((request?.at ?? 0) - startedAt)).toBeLessThan(60_000);
    expect(request?.durationMs).toBeGreaterThan(0);
  });

  it('are seen in the test that imports the library', async () => {
    const { state } = await runSuite({}, ['-p', 'no:randomly'], importing());
    const cases = [...state.cases.values()].map(({ id: full, outcome, requests }) => [
      full.split('::')[1],
      outcome,
      ...told(requests),
    ]);
    expect(cases).toEqual([
      ['test_broken', 'passed'],
      ['test_httpx', 'passed', 'GET /in-test 200'],
      ['test_client', 'passed', 'GET /none 404'],
      ['test_requests', 'passed', 'GET /in-thread 200'],
    ]);
    expect(known.seen.get('/in-test')).toHaveProperty('x-devmgr-test', 'test_importing.py::test_httpx');
  });

  it('are told by workers too; with "local" everybody on this machine learns the test, but has no proof', async () => {
    const { state } = await runSuite({ 'request-header': 'local' }, ['-n', '1']);
    expect(told(state.cases.get(id('test_requests'))?.requests)).toEqual(['POST /requests 200', 'GET /requests 200']);
    expect(stranger.seen.get('/requests')).toMatchObject({ 'x-devmgr-test': 'test_requests.py::test_requests' });
    expect(stranger.seen.get('/requests')).not.toHaveProperty('x-devmgr-test-proof');
    expect(known.seen.get('/requests')).toHaveProperty('x-devmgr-test-proof');
    expect(state.cases.get(id('test_client'))?.sections.map(({ text }) => text.trim())).toEqual(['True']);
  });
});
