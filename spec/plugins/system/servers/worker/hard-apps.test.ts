import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { until } from '../../../../support/processes.js';
import { appStage, isExit, isListening, type AppStage } from './app-stage.js';

let stage: AppStage;
afterEach(() => stage.dispose());

const PLAIN = `
async def app(scope, receive, send):
    if scope["type"] != "http":
        raise RuntimeError("no lifespan here")
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"plain"})
`;

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('serves an application without a lifespan, and one of the older kind', async () => {
  const old = `
def app(scope):
    async def answer(receive, send):
        await send({"type": "http.response.start", "status": 201, "headers": []})
        await send({"type": "http.response.body", "body": b"old"})
    return answer
`;
  stage = await appStage({ 'app.py': PLAIN, 'old.py': old });
  const run = stage.start();
  await stage.until(isListening);
  expect(await (await fetch(stage.url)).text()).toBe('plain');
  await run.stop();
  stage.start({ target: 'old:app' });
  await stage.until(isListening, stage.events.length);
  expect(await (await fetch(stage.url)).text()).toBe('old');
});

it('is stopped at once while its start-up hangs, and what that had begun is cleaned up', async () => {
  const text = `
import asyncio, contextlib
from fastapi import FastAPI
app = FastAPI()
@app.on_event("startup")
async def begin():
    try:
        print("hangs", flush=True)
        await asyncio.sleep(600)
    finally:
        print("cleaned up", flush=True)
`;
  stage = await appStage({ 'app.py': text });
  const run = stage.start({ stopTimeoutMs: 60_000 });
  await stage.printed('hangs');
  const began = performance.now();
  await run.stop();
  expect(performance.now() - began).toBeLessThan(25_000);
  expect(stage.output.last(50)).toContain('cleaned up');
  expect(stage.events.at(-1)).toMatchObject({ type: 'exited', awaitsChange: false });
});

it('is stopped while its import hangs', async () => {
  stage = await appStage({ 'app.py': 'import time\nprint("hangs", flush=True)\ntime.sleep(600)\n' });
  const run = stage.start({ stopTimeoutMs: 60_000 });
  await stage.printed('hangs');
  const began = performance.now();
  await run.stop();
  expect(performance.now() - began).toBeLessThan(25_000);
});

it('shuts down politely though it ignores SIGTERM', async () => {
  const text = `${PLAIN}
import asyncio, signal
from contextlib import suppress
class Ignoring:
    async def __call__(self, scope, receive, send):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        with suppress(Exception):
            asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        await handle(scope, receive, send)
handle, app = app, Ignoring()
`;
  stage = await appStage({ 'app.py': text });
  const run = stage.start({ stopTimeoutMs: 60_000 });
  await stage.until(isListening);
  expect((await fetch(stage.url)).status).toBe(200);
  const began = performance.now();
  await run.stop();
  expect(performance.now() - began).toBeLessThan(25_000);
  expect(stage.events.at(-1)).toMatchObject({ exit: { kind: 'exited', code: 0 } });
});

it('takes with it what it has started, also what was made by multiprocessing', async () => {
  const text = `
import multiprocessing, os, subprocess, sys, time
from fastapi import FastAPI
app = FastAPI()
def work(path):
    print("child sees", __name__, [entry for entry in sys.path if "worker" in entry], flush=True)
    print("child", os.getpid(), flush=True)
    time.sleep(600)
@app.get("/")
def start():
    print("child", subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid, flush=True)
    multiprocessing.get_context("spawn").Process(target=work, args=("x",), daemon=True).start()
`;
  stage = await appStage({ 'app.py': text });
  const run = stage.start();
  await stage.until(isListening);
  await fetch(stage.url);
  await stage.printed('child sees app []');
  const children = () => stage.output.last(50).flatMap((line) => /^child (\d+)$/.exec(line)?.[1] ?? []);
  await until(() => children().length === 2, 'both children have told their number');
  await run.stop();
  // What has ended may still wait for init to take note of it.
  await until(() => !children().some((pid) => isAlive(Number(pid))), 'nothing is left');
});

it('closes WebSockets when it drains, and tells of them when they have ended', async () => {
  const text = `
from fastapi import FastAPI, WebSocket
app = FastAPI()
@app.websocket("/rooms/{name}")
async def room(socket: WebSocket, name: str):
    await socket.accept()
    while True:
        await socket.receive_text()
`;
  stage = await appStage({ 'app.py': text });
  const run = stage.start({ stopTimeoutMs: 60_000 });
  await stage.until(isListening);
  const client = connect(stage.port, '127.0.0.1');
  client.on('error', () => undefined);
  client.write(
    'GET /rooms/blue HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const [first] = (await once(client, 'data')) as [Buffer];
  expect(first.toString()).toContain('101');
  const began = performance.now();
  await run.stop();
  expect(performance.now() - began).toBeLessThan(25_000);
  const request = stage.events.find((event) => event.type === 'request');
  expect(request).toMatchObject({ request: { method: 'WEBSOCKET', path: '/rooms/blue', status: 101 } });
  expect(request?.type === 'request' && request.request.route).toBe('/rooms/{name}');
  client.destroy();
});

it('ends a request that does not notice that its client is gone, and one in a thread', async () => {
  const text = `
import asyncio, time
from fastapi import FastAPI
app = FastAPI()
@app.get("/sleep")
async def sleep():
    print("sleeps", flush=True)
    await asyncio.sleep(600)
@app.get("/thread")
def thread():
    print("in a thread", flush=True)
    time.sleep(600)
`;
  stage = await appStage({ 'app.py': text });
  const run = stage.start({ stopTimeoutMs: 300 });
  await stage.until(isListening);
  const answers = ['/sleep', '/thread'].map((path) => fetch(stage.url + path).catch((error: unknown) => error));
  await stage.printed('sleeps');
  await stage.printed('in a thread');
  const began = performance.now();
  await run.stop();
  expect(performance.now() - began).toBeLessThan(25_000);
  expect(await Promise.all(answers)).toMatchObject([{ name: 'TypeError' }, { name: 'TypeError' }]);
});

it.each([
  ['a client without a port', `scope["client"] = ("hidden",)`],
  ['a client that is none', `scope["client"] = 7`],
  ['a query as text', `scope["query_string"] = "a=1"`],
  ['a path of another type', `scope["path"] = 7; scope["raw_path"] = None; scope["root_path"] = b"/x"`],
  ['a route without sense', `scope["route"] = type("R", (), {"path": "/r"})(); scope["root_path"] = 7`],
])('raises nothing into an application that puts into the scope %s', async (_title, statement) => {
  const text = `
async def app(scope, receive, send):
    if scope["type"] != "http":
        raise RuntimeError("no lifespan here")
    ${statement}
    try:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"whole"})
        print("after the answer", flush=True)
    except BaseException as error:
        print("raised", repr(error), flush=True)
        raise
`;
  stage = await appStage({ 'app.py': text });
  // uvicorn itself reads the scope for its access log.
  stage.start({ args: ['--no-access-log'] });
  await stage.until(isListening);
  expect(await (await fetch(`${stage.url}/asked`)).text()).toBe('whole');
  await stage.printed('after the answer');
  expect(stage.output.last(50).filter((line) => /raised|Traceback/.test(line))).toEqual([]);
  expect(await stage.until((event) => event.type === 'request')).toMatchObject({ request: { status: 200 } });
});

it('has failed when its end came by itself, and well when it was code 0', async () => {
  stage = await appStage({ 'app.py': `${PLAIN}\nimport os, threading\nthreading.Timer(0.2, os._exit, [0]).start()\n` });
  stage.start({ reload: 'handover' });
  expect(await stage.until(isExit)).toMatchObject({ exit: { kind: 'exited', code: 0 }, awaitsChange: false });
});

it('is told as not started where there is no such Python', async () => {
  stage = await appStage({ 'app.py': PLAIN });
  stage.start({ reload: 'handover', python: '/no/such/python' });
  expect(await stage.until(isExit)).toMatchObject({ exit: { kind: 'not-started' }, awaitsChange: false });
});
