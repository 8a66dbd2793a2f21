import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../../plugins/system/servers/run/server-run.js';
import { testPython } from '../../../../support/python.js';
import { testHeaders } from '../../../../support/test-headers.js';
import { appStage, isExit, type AppStage } from '../worker/app-stage.js';

const SECRET = 'a-secret-of-this-spec';

const APP = `
import os
from fastapi import BackgroundTasks, FastAPI, Request

app = FastAPI()
inner = FastAPI()
app.mount("/inner", inner)

@inner.get("/{name}")
def mounted(name: str, background: BackgroundTasks):
    print("inside", name)
    background.add_task(print, "later", name)
    return {"pid": os.getpid()}

@app.get("/say/{name}")
async def say(name: str, request: Request):
    print("said", name)
    return {"pid": os.getpid(), "seen": [key for key in request.headers if "devmgr" in key]}

@app.get("/broken/{name}")
async def broken(name: str):
    raise ValueError("broken by " + name)

for each in (inner, app):
    try:
        from devmgr_tests import TestsMiddleware
        each.add_middleware(TestsMiddleware)
    except ImportError:
        pass
`;

/** Calls an application in a process and in its fork; neither listens. */
const FORKS = `
import asyncio, hmac, os, time
from devmgr_tests import TestsMiddleware

async def application(scope, receive, send):
    print("answered in", scope["path"], [name for name, _ in scope["headers"]])

app = TestsMiddleware(application)

def ask(path, secret):
    test, at = b"t::" + path.encode(), b"%d" % (time.time() * 1000)
    proof = at + b"." + hmac.new(secret.encode(), at + b"." + test, "sha256").hexdigest().encode()
    headers = [(b"x-devmgr-test", test), (b"x-devmgr-test-proof", proof)]
    async def main():
        await app({"type": "http", "path": path, "headers": headers, "method": "GET"}, None, None)
    asyncio.run(main())

ask("parent", "${SECRET}")
child = os.fork()
if child == 0:
    ask("child", "${SECRET}")
    os._exit(0)
os.waitpid(child, 0)
os.environ["DEVMGR_SERVER_SOCKET"] = "/nowhere"
child = os.fork()
if child == 0:
    ask("alone", "${SECRET}")
    os._exit(0)
os.waitpid(child, 0)
print("done")
`;

const UNTOLD = `
import os
print("path", os.environ.get("PYTHONPATH"), "socket", os.environ.get("DEVMGR_SERVER_SOCKET"))
try:
    import devmgr_tests
except ImportError as error:
    print(error)
`;

let stage: AppStage | undefined;
afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
});

const takesTests = (event: RunEvent) =>
  event.type === 'takes-tests' || (event.type === 'listening' && event.takesTests === true);
const python = (...args: string[]) => [testPython(), ...args];
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('devmgr-'));

function entries(test: string | undefined): string[] {
  const all = stage?.entries.entries(0, 99_999) ?? [];
  return all.filter((each) => each.test === test).map(({ message }) => message);
}

describe('a command whose table says trace-tests', () => {
  it('has its lines and requests told with the tests that cause them, in each of its processes', async () => {
    stage = await appStage({ 'app.py': APP });
    const { port, url, events } = stage;
    const command = python('-m', 'uvicorn', 'app:app', '--workers', '2', '--port', String(port));
    stage.start({ command, traceTests: true, testSecret: SECRET });
    await stage.until(takesTests);
    const close = { connection: 'close' };
    const hello = () => fetch(`${url}/say/hello`, { headers: close }).catch(() => undefined);
    await expect.poll(async () => (await hello())?.status).toBe(200);
    const get = async (path: string, test: string, secret = SECRET) => {
      const headers = { ...close, ...testHeaders(test, secret) };
      const answer = await fetch(url + path, { headers });
      return (answer.ok ? await answer.json() : {}) as { pid?: number; seen?: string[] };
    };
    // One after the other: they write to the same pipe, and of a line that two have written together nothing is told.
    const first = await get('/say/0', 't::0');
    expect(first).toEqual({ pid: expect.any(Number) as number, seen: [] });
    // While that one is suspended only the other one can answer.
    process.kill(first.pid ?? 0, 'SIGSTOP');
    const second = await get('/say/1', 't::1').finally(() => process.kill(first.pid ?? 0, 'SIGCONT'));
    expect(second).toEqual({ pid: expect.any(Number) as number, seen: [] });
    expect(second.pid).not.toBe(first.pid);
    for (const n of [0, 1]) {
      const access = expect.stringContaining(`GET /say/${n} HTTP/1.1" 200`) as string;
      await expect.poll(() => entries(`t::${n}`)).toEqual([`said ${n}`, access]);
    }
    await get('/inner/deep', 't::inner');
    await expect
      .poll(() => entries('t::inner'))
      .toEqual(['inside deep', expect.stringContaining('/deep HTTP/1.1" 200') as string, 'later deep']);
    await get('/broken/it', 't::broken');
    await expect.poll(() => entries('t::broken').join('\n')).toContain('ValueError: broken by it');
    expect((await get('/say/forged', 't::forged', 'guessed')).seen).toHaveLength(2);

    const requests = () => events.flatMap((event) => (event.type === 'request' ? [event.request] : []));
    await expect.poll(() => requests().filter(({ path }) => path === '/inner/deep')).toHaveLength(1);
    expect(requests().find(({ path }) => path === '/inner/deep')).toMatchObject({ test: 't::inner', status: 200 });
    expect(requests().find(({ path }) => path === '/say/forged')?.test).toBeUndefined();
    expect(entries('t::forged')).toEqual([]);
  });

  it('goes on by itself in forks, and where devmgr is not', async () => {
    const before = folders();
    stage = await appStage({ 'forks.py': FORKS });
    stage.start({
      command: python('forks.py'),
      traceTests: true,
      testSecret: SECRET,
      env: { PYTHONPATH: '/of/person' },
    });
    await stage.until(isExit);
    await stage.printed('done');
    for (const name of ['parent', 'child'])
      await expect.poll(() => entries(`t::${name}`)).toEqual([`answered in ${name} []`]);
    expect(entries(undefined)).toEqual(["answered in alone [b'x-devmgr-test', b'x-devmgr-test-proof']", 'done']);
    expect(stage.runs[0]?.facts.env).toEqual({ PYTHONPATH: '/of/person', PORT: String(stage.port) });
    await stage.dispose();
    stage = undefined;
    expect(folders().filter((name) => !before.includes(name) && name.length === 'devmgr-XXXXXX'.length)).toEqual([]);
  });

  it('takes no requests of tests before an application with the middleware has begun', async () => {
    stage = await appStage({ 'index.html': '' });
    const command = python('-m', 'http.server', String(stage.port));
    stage.start({ command, traceTests: true, testSecret: SECRET });
    await stage.until(({ type }) => type === 'listening');
    expect(stage.events.filter(takesTests)).toEqual([]);
  });
});

it('any other command gets nothing of it', async () => {
  stage = await appStage({ 'untold.py': UNTOLD });
  const run = stage.start({ command: python('untold.py'), testSecret: SECRET, env: { PYTHONPATH: '/of/person' } });
  await stage.until(isExit);
  expect(stage.output.last(2)).toEqual(['path /of/person socket None', "No module named 'devmgr_tests'"]);
  expect(run.facts.env).toEqual({ PYTHONPATH: '/of/person', PORT: String(stage.port) });
});
