import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent, ServerRun } from '../../../../../plugins/system/servers/run/server-run.js';
import { appStage, isExit, isListening, type AppStage, type StageOptions } from './app-stage.js';

const app = (version: string) => `
import asyncio
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
app = FastAPI()

@app.get("/version")
async def version():
    return "${version}"

@app.get("/sse")
async def sse():
    async def events():
        while True:
            yield b"data: tick\\n\\n"
            await asyncio.sleep(0.1)
    return StreamingResponse(events(), media_type="text/event-stream")
`;

/** With nothing to import, which is half of a start. */
const small = (version: string) => `
async def app(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b'"${version}"'})
`;

let stage: AppStage;
afterEach(() => stage.dispose());

async function serving(
  mode: 'handover' | 'restart',
  options: StageOptions = {},
  text = small('1'),
): Promise<ServerRun> {
  stage = await appStage({ 'app.py': text });
  const run = stage.start({ reload: mode, ...options });
  await stage.until(isListening);
  return run;
}

const version = async () => (await fetch(`${stage.url}/version`)).json();
const isDone = (event: RunEvent) => event.type === 'reload' && event.reload === undefined;
const isBroken = (event: RunEvent) => event.type === 'reload' && event.reload?.phase === 'broken';
/** From event number `from` on, without requests. */
const story = (from: number) =>
  stage.events.slice(from).flatMap((event) => {
    if (event.type === 'request') return [];
    return [event.type === 'reload' ? (event.reload?.phase ?? 'done') : event.type];
  });

/** Saves and waits for what then holds; what happened meanwhile is its story. */
async function save(text: string, holds: (event: RunEvent) => boolean): Promise<string[]> {
  const from = stage.events.length;
  stage.write('app.py', text);
  await stage.until(holds, from);
  return story(from);
}

describe('a reload that hands over', () => {
  it('tells each step and names the file', async () => {
    await serving('handover', {}, app('1'));
    const pid = stage.events.find((event) => event.type === 'spawned')?.pid;
    expect(await save(app('2'), isDone)).toEqual(['changed', 'importing', 'spawned', 'listening', 'draining', 'done']);
    expect(await version()).toBe('2');
    const reload = stage.events.find((event) => event.type === 'reload');
    expect(reload?.reload).toMatchObject({ phase: 'changed', file: 'app.py' });
    expect(stage.events.findLast((event) => event.type === 'spawned')?.pid).not.toBe(pid);
  });

  it('goes on with the last good code while the new one is broken', async () => {
    await serving('handover');
    expect(await save('def broken(:\n', isBroken)).toEqual(['changed', 'importing', 'broken']);
    const broken = stage.events.findLast(isBroken);
    expect(broken).toMatchObject({ reload: { file: 'app.py', fault: { kind: 'import', path: 'app.py', line: 1 } } });
    expect(await version()).toBe('1');
    expect(await save(small('3'), isDone)).toEqual([
      'changed',
      'importing',
      'spawned',
      'listening',
      'draining',
      'done',
    ]);
    expect(await version()).toBe('3');
  });

  it('looks only at what the application has imported, and at what its settings add', async () => {
    const texts = '\n@app.get("/part")\ndef part():\n    import shop.late\n    return shop.late.TEXT\n';
    stage = await appStage({
      'app.py': `import shop.used\n${app('1')}${texts}`,
      'shop/__init__.py': '',
      'shop/used.py': 'N = 1',
      'shop/late.py': 'TEXT = "one"',
      'worker.py': 'N = 1',
      'templates/index.html': 'one',
      'rules.txt': 'one',
      'pyproject.toml': '[project]',
    });
    stage.start({ reload: 'handover', watch: { include: ['*.txt'] } });
    await stage.until(isListening);
    const from = stage.events.length;
    stage.write('worker.py', 'N = 2');
    stage.write('new.py', 'N = 1');
    stage.write('shop/late.py', 'TEXT = "two"');
    stage.write('templates/index.html', 'two');
    stage.write('pyproject.toml', '[project]\nname = "x"');
    const reloads = () => stage.events.slice(from).flatMap((event) => (event.type === 'reload' ? [event.reload] : []));
    const changed = () => reloads().flatMap((reload) => (reload?.phase === 'changed' ? [reload.file] : []));
    for (const [file, text] of [
      ['shop/used.py', 'N = 2'],
      ['rules.txt', 'two'],
    ] as const) {
      const before = stage.events.length;
      stage.write(file, text);
      await stage.until(isDone, before);
    }
    expect(changed()).toEqual(['shop/used.py', 'rules.txt']);
    expect(await (await fetch(`${stage.url}/part`)).json()).toBe('two');
    const before = stage.events.length;
    stage.write('shop/late.py', 'TEXT = "three"');
    await stage.until(isDone, before);
    expect(await (await fetch(`${stage.url}/part`)).json()).toBe('three');
  });

  it('takes any file for what broken code lacks', async () => {
    await serving('handover');
    await save(`import missing\n${small('2')}`, isBroken);
    const from = stage.events.length;
    stage.write('missing.py', '');
    await stage.until(isDone, from);
    expect(await version()).toBe('2');
  });

  it('begins again when the code changes during it', async () => {
    await serving('handover');
    const from = stage.events.length;
    stage.write('app.py', `import time; print("two begins", flush=True); time.sleep(30)\n${small('2')}`);
    // Asked any earlier it might not have read the file yet, and would read the next one.
    await stage.printed('two begins');
    stage.write('app.py', small('3'));
    await stage.until(isDone, from);
    expect(story(from)).toEqual([
      'changed',
      'importing',
      'changed',
      'importing',
      'spawned',
      'listening',
      'draining',
      'done',
    ]);
    expect(await version()).toBe('3');
  });

  it('answers with the new code at once, though an event stream is open, which ends with the grace', async () => {
    await serving('handover', { stopTimeoutMs: 700 }, app('1'));
    const stream = await fetch(`${stage.url}/sse`);
    const reading = stream.text().catch((error: unknown) => error);
    const from = stage.events.length;
    stage.write('app.py', app('2'));
    await stage.until(isListening, from);
    expect(stage.events.at(-1)).toMatchObject({ reload: { phase: 'draining' } });
    await stage.until(isDone, from);
    await reading;
    expect(await version()).toBe('2');
  });

  it('loses no request in twenty reloads under load', async () => {
    stage = await appStage({ 'app.py': small('1') });
    stage.start({ reload: 'handover' });
    await stage.until(isListening);
    const load = startLoad(stage.port);
    for (let round = 2; round <= 21; round += 1) await save(small(String(round)), isDone);
    const { answered, failures, versions } = await load.stop();
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(200);
    expect(versions.size).toBeGreaterThanOrEqual(20);
  });

  it('leaves the first start to the next change when it is broken', async () => {
    stage = await appStage({ 'app.py': 'import nothing_of_the_kind\n' });
    stage.start({ reload: 'handover' });
    expect(await stage.until(isExit)).toMatchObject({ awaitsChange: true, fault: { kind: 'import', line: 1 } });
    expect(await save(small('2'), isListening)).toEqual(['spawned', 'phase', 'phase', 'listening']);
  });

  it('does not wait for a change where none can help', async () => {
    await serving('handover');
    const from = stage.events.length;
    stage.start({ reload: 'handover' });
    expect(await stage.until(isExit, from)).toMatchObject({ awaitsChange: false, fault: { kind: 'port' } });
  });

  it('starts a worker anew after it has crashed and the code has changed', async () => {
    await serving('handover');
    const { pid = 0 } = stage.events.find((event) => event.type === 'spawned') ?? {};
    process.kill(pid, 'SIGKILL');
    expect(await stage.until(isExit)).toMatchObject({ awaitsChange: true, exit: { signal: 'SIGKILL' } });
    expect(await save(small('2'), isListening)).toEqual(['spawned', 'phase', 'phase', 'listening']);
    expect(await version()).toBe('2');
  });

  it('is done the other way when the one that serves cannot hand over', async () => {
    await serving('handover', { stopTimeoutMs: 400 });
    const { pid = 0 } = stage.events.find((event) => event.type === 'spawned') ?? {};
    process.kill(pid, 'SIGSTOP');
    const told = await save(small('2'), isDone);
    expect(told).toEqual(['changed', 'draining', 'spawned', 'importing', 'listening', 'done']);
    expect(await version()).toBe('2');
  });

  it('begins alone when the one that serves dies while it is asked to hand over', async () => {
    await serving('handover');
    const { pid = 0 } = stage.events.find((event) => event.type === 'spawned') ?? {};
    process.kill(pid, 'SIGSTOP');
    const from = stage.events.length;
    stage.write('app.py', small('2'));
    await stage.until((event) => event.type === 'reload', from);
    process.kill(pid, 'SIGKILL');
    await stage.until(isDone, from);
    expect(await version()).toBe('2');
    expect(await save(small('3'), isDone)).toEqual([
      'changed',
      'importing',
      'spawned',
      'listening',
      'draining',
      'done',
    ]);
    expect(await version()).toBe('3');
  });

  it('leaves nothing in the folder of temporary files, also when it is stopped or superseded meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dm-'));
    const usual = process.env['TMPDIR'];
    process.env['TMPDIR'] = folder;
    try {
      await serving('handover');
      const left = () => readdirSync(folder).filter((name) => name !== basename(dirname(stage.root)));
      await save(small('2'), isDone);
      expect(left()).toEqual([]);
      const { pid = 0 } = stage.events.findLast((event) => event.type === 'spawned') ?? {};
      process.kill(pid, 'SIGSTOP');
      const from = stage.events.length;
      stage.write('app.py', small('3'));
      await stage.until((event) => event.type === 'reload', from);
      stage.write('app.py', small('4'));
      await stage.until((event) => event.type === 'reload' && event.reload?.file === 'app.py', from + 1);
      process.kill(pid, 'SIGKILL');
      await stage.runs[0]?.stop();
      expect(left()).toEqual([]);
    } finally {
      if (usual === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = usual;
      await stage.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('tells its end when it is stopped while it waits', async () => {
    stage = await appStage({ 'app.py': 'import nothing_of_the_kind\n' });
    const run = stage.start({ reload: 'handover' });
    await stage.until(isExit);
    await run.stop();
    expect(stage.events.at(-1)).toMatchObject({ type: 'exited', awaitsChange: false });
    expect(run.reload('app.py')).toBe(false);
  });
});

describe('a reload that restarts', () => {
  it('ends the old one first, with its streams', async () => {
    await serving('restart', { stopTimeoutMs: 600 }, app('1'));
    const stream = await fetch(`${stage.url}/sse`);
    const reading = stream.text().catch((error: unknown) => error);
    expect(await save(app('2'), isDone)).toEqual(['changed', 'draining', 'spawned', 'importing', 'listening', 'done']);
    await reading;
    expect(await version()).toBe('2');
  });

  it('has crashed when the new code is broken, and goes on with the next change', async () => {
    await serving('restart');
    expect(await save('1 +\n', isExit)).toEqual(['changed', 'draining', 'spawned', 'importing', 'done', 'exited']);
    expect(stage.events.findLast(isExit)).toMatchObject({ awaitsChange: true, fault: { path: 'app.py', line: 1 } });
    expect(await save(small('3'), isListening)).toEqual(['spawned', 'phase', 'phase', 'listening']);
    expect(await version()).toBe('3');
  });
});

/** Clients that keep their connections, and one that opens one for each request. */
function startLoad(port: number) {
  const failures: string[] = [];
  const versions = new Set<string>();
  let answered = 0;
  let isOver = false;
  const ask = (agent: Agent) =>
    new Promise<void>((resolve) => {
      const sent = httpRequest({ agent, port, host: '127.0.0.1', path: '/version' }, (answer) => {
        let text = '';
        answer.on('data', (part) => (text += String(part)));
        answer.on('end', () => (versions.add(text), (answered += 1), resolve()));
        answer.on('error', (error) => (failures.push(error.message), resolve()));
      });
      sent.on('error', (error) => (failures.push(error.message), resolve()));
      sent.end();
    });
  const client = async (agent: Agent) => {
    while (!isOver) await ask(agent);
    agent.destroy();
  };
  const clients = [
    client(new Agent({ keepAlive: true, maxSockets: 1 })),
    client(new Agent({ keepAlive: true, maxSockets: 1 })),
    client(new Agent({ keepAlive: false })),
  ];
  return {
    async stop() {
      isOver = true;
      await Promise.all(clients);
      return { answered, failures, versions };
    },
  };
}
