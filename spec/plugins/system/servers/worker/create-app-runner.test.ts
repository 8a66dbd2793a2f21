import { afterEach, describe, expect, it } from 'vitest';
import { createServer } from 'node:net';
import { appStage, isExit, isListening, type AppStage, type StageOptions } from './app-stage.js';

const APP = `
import asyncio, os, sys
from fastapi import FastAPI, WebSocket
from fastapi.responses import StreamingResponse
app = FastAPI()

@app.on_event("shutdown")
async def shutdown():
    print("shutdown ran", flush=True)

@app.get("/orders/{number}")
def order(number: int):
    if number < 0:
        raise ValueError("negative order")
    return {"number": number}

@app.get("/sse")
async def sse():
    async def events():
        while True:
            yield b"data: tick\\n\\n"
            await asyncio.sleep(0.1)
    return StreamingResponse(events(), media_type="text/event-stream")

@app.get("/slow")
async def slow():
    print("slow began", flush=True)
    await asyncio.sleep(0.4)
    return "done"

@app.get("/stuck")
async def stuck():
    import time
    print("stuck from here", flush=True)
    time.sleep(60)

@app.get("/world")
def world():
    return {
        "argv": sys.argv, "path": sys.path, "modules": [m for m in sys.modules if "devmgr" in m and m not in ("devmgr_worker",)],
        "environ": [n for n in os.environ if n.startswith("DEVMGR_") and n not in ("DEVMGR_SPAWN_ID", "DEVMGR_PYTHON")],
        "pythonpath": os.environ.get("PYTHONPATH"), "stdin": sys.stdin.read(),
    }
`;

let stage: AppStage;
afterEach(() => stage.dispose());

async function started(files: Readonly<Record<string, string>>, options: StageOptions = {}) {
  stage = await appStage(files);
  const run = stage.start(options);
  return { run, ready: () => stage.until((event) => isListening(event) || isExit(event)) };
}

const requests = () => stage.events.flatMap((event) => (event.type === 'request' ? [event.request] : []));

describe('a run of an application', () => {
  it('tells what it does from the import until it listens, and ends well', async () => {
    const { run, ready } = await started({ 'app.py': APP });
    await ready();
    expect(stage.events).toEqual([
      { type: 'spawned', pid: expect.any(Number) as number },
      { type: 'phase', phase: 'importing' },
      { type: 'phase', phase: 'starting' },
      { type: 'listening' },
    ]);
    await run.stop();
    expect(stage.events.at(-1)).toEqual({
      ...{ type: 'exited', exit: { kind: 'exited', code: 0 }, fault: undefined, awaitsChange: false },
    });
    expect(stage.output.last(20)).toContain('shutdown ran');
    await expect(fetch(stage.url)).rejects.toThrow();
  });

  it('tells of each request, but not of our own probes', async () => {
    const { ready } = await started({ 'app.py': APP });
    await ready();
    await fetch(`${stage.url}/orders/7?token=hunter2`);
    await fetch(`${stage.url}/orders/-1`);
    await fetch(`${stage.url}/nothing`, { headers: { 'user-agent': 'devmgr-health-probe' } });
    await fetch(`${stage.url}/nothing`);
    await stage.until((event) => event.type === 'request' && event.request.status === 404);
    expect(requests()).toMatchObject([
      { method: 'GET', path: '/orders/7?token=***', route: '/orders/{number}', status: 200, bytes: 12 },
      { path: '/orders/-1', route: '/orders/{number}', status: 500, error: 'ValueError: negative order' },
      { path: '/nothing', status: 404 },
    ]);
    expect(requests()[0]?.route).toBe('/orders/{number}');
    expect(requests()[2]?.route).toBeUndefined();
    expect(requests()[0]?.durationMs).toBeGreaterThan(0);
  });

  it('leaves no line of devmgr itself in the output: neither its requests nor its frames in tracebacks', async () => {
    const { ready } = await started({ 'app.py': APP });
    await ready();
    await fetch(`${stage.url}/openapi.json`, { headers: { 'user-agent': 'devmgr-health-probe' } });
    const answer = await fetch(`${stage.url}/orders/-1`);
    expect(answer.status).toBe(500);
    await stage.printed('ValueError: negative order');
    const lines = stage.output.last(200);
    expect(lines.filter((line) => line.includes('GET '))).toEqual([expect.stringContaining('"GET /orders/-1 ')]);
    expect(lines.filter((line) => line.includes('devmgr_worker'))).toEqual([]);
    expect(lines.filter((line) => line.includes('uvicorn')).length).toBeGreaterThan(0);
    expect(lines).toContain('    raise ValueError("negative order")');
  });

  it('leaves nothing of ours where the application could find it', async () => {
    const { ready } = await started({ 'app.py': APP }, { env: { PYTHONPATH: '/somewhere' } });
    await ready();
    const world = (await (await fetch(`${stage.url}/world`)).json()) as Record<string, string[]>;
    expect(world['environ']).toEqual([]);
    expect(world['pythonpath']).toBe('/somewhere');
    expect(world['stdin']).toBe('');
    expect(world['path']?.filter((folder) => folder.includes('servers/worker'))).toEqual([]);
    expect(world['argv']?.[0]).toMatch(/uvicorn.__main__\.py$/);
  });

  it('waits for open requests, cuts streams when the grace is over, and still shuts down', async () => {
    const { run, ready } = await started({ 'app.py': APP }, { stopTimeoutMs: 3_000 });
    await ready();
    const stream = await fetch(`${stage.url}/sse`);
    const slow = fetch(`${stage.url}/slow`).then((answer) => answer.text());
    const reading = stream.text().catch((error: unknown) => error);
    await stage.printed('slow began');
    await run.stop();
    expect(await slow).toBe('"done"');
    await reading;
    expect(stage.output.last(20)).toContain('shutdown ran');
    expect(stage.events.at(-1)).toMatchObject({ type: 'exited', exit: { kind: 'exited', code: 0 } });
  });

  it('ends by force what gives nobody a turn', async () => {
    const { run, ready } = await started({ 'app.py': APP }, { stopTimeoutMs: 300 });
    await ready();
    const stuck = fetch(`${stage.url}/stuck`).catch((error: unknown) => error);
    await stage.printed('stuck from here');
    await run.stop();
    expect(stage.events.at(-1)).toMatchObject({ type: 'exited', exit: { kind: 'signalled', signal: 'SIGKILL' } });
    await stuck;
  });
});

describe('what keeps an application from serving', () => {
  const faultOf = async (files: Readonly<Record<string, string>>, options: StageOptions = {}) => {
    await started(files, options);
    const event = await stage.until(isExit);
    return event.type === 'exited' ? event.fault : undefined;
  };

  it('is a syntax error, with its place', async () => {
    expect(await faultOf({ 'app.py': 'import other\napp = 1', 'other.py': '\n\ndef broken(:\n' })).toMatchObject({
      ...{ kind: 'import', message: 'SyntaxError: invalid syntax', path: 'other.py', line: 3 },
    });
  });

  it('is printed from the first line of the application on', async () => {
    await faultOf({ 'app.py': 'import other\n', 'other.py': '1 / 0\n' });
    const files = stage.output.last(50).flatMap((line) => /File "(.*)", line/.exec(line)?.[1] ?? []);
    expect(files.filter((file) => !file.startsWith('<frozen')).map((file) => file.replace(stage.root, ''))).toEqual([
      '/app.py',
      '/other.py',
    ]);
    expect(stage.output.last(1)).toEqual(['ZeroDivisionError: division by zero']);
  });

  it('is a module that is missing', async () => {
    const fault = await faultOf({ 'app.py': '\nimport surely_missing.part\n' });
    expect(fault).toMatchObject({ kind: 'import', path: 'app.py', line: 2 });
    expect(fault?.message).toBe("ModuleNotFoundError: No module named 'surely_missing'");
    expect(fault?.hint).toMatch(/-m pip install surely_missing$/);
  });

  it('is an attribute that is missing', async () => {
    const fault = await faultOf({ 'app.py': 'api = 1\n' });
    expect(fault).toMatchObject({ kind: 'import', message: 'Attribute "app" not found in module "app".' });
  });

  it('is a factory that fails', async () => {
    const files = { 'app.py': 'def make():\n    raise RuntimeError("no database hunter2")\n' };
    const fault = await faultOf(files, { target: 'app:make', factory: true });
    expect(fault).toMatchObject({ kind: 'import', message: 'RuntimeError: no database ***', path: 'app.py', line: 2 });
  });

  it('is a start-up that fails', async () => {
    const text = `${APP}\n@app.on_event("startup")\nasync def begin():\n    raise OSError("cannot reach the database")\n`;
    const fault = await faultOf({ 'app.py': text });
    expect(fault).toMatchObject({ kind: 'startup', message: 'OSError: cannot reach the database', path: 'app.py' });
  });

  it('is a port that somebody has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const fault = await faultOf({ 'app.py': APP }, { port });
    other.close();
    expect(fault).toMatchObject({ kind: 'port', message: `port ${port} is in use already` });
  });

  it('is a host that is not ours', async () => {
    const fault = await faultOf({ 'app.py': APP }, { host: '192.0.2.77' });
    expect(fault).toMatchObject({ kind: 'port', message: '192.0.2.77 is no address of this machine' });
  });

  it('is an end by itself, told by its last lines', async () => {
    const fault = await faultOf({
      'app.py': 'import os, sys\nprint("OSError: gone", file=sys.stderr)\nsys.stderr.flush()\nos._exit(7)\n',
    });
    expect(fault).toEqual({ kind: 'exit', message: 'OSError: gone' });
  });
});

it('listens on IPv6 and on localhost as uvicorn does', async () => {
  const { ready, run } = await started({ 'app.py': APP }, { host: 'localhost' });
  expect((await ready()).type).toBe('listening');
  expect((await fetch(`${stage.url}/orders/1`)).status).toBe(200);
  await run.stop();
  stage.start({ host: '::1' });
  await stage.until(isListening, stage.events.length);
  expect((await fetch(`http://[::1]:${stage.port}/orders/1`)).status).toBe(200);
});

it('leaves several workers to uvicorn', async () => {
  const { ready, run } = await started({ 'app.py': APP }, { args: ['--workers', '2'], stopTimeoutMs: 3_000 });
  expect((await ready()).type).toBe('listening');
  await run.stop();
  expect(stage.events.at(-1)?.type).toBe('exited');
});
