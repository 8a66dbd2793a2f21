import { testHeaders, testProof } from '../../../../support/test-headers.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerRequest } from '../../../../../plugins/system/servers/requests/server-request.js';
import { appStage, isListening, type AppStage } from './app-stage.js';

/** Writes in every way there is: print in pieces, bytes, logging, a thread, a background task, an exception. */
const APP = `
import asyncio, logging, sys, threading
import anyio.to_thread
from fastapi import BackgroundTasks, FastAPI, Request

app = FastAPI()
print_early = sys.stdout.write
logging.basicConfig(stream=sys.stderr, format="%(levelname)s %(message)s", level=logging.INFO)

def later(name):
    print("later " + name)

@app.get("/say/{name}")
async def say(name: str, request: Request, background: BackgroundTasks):
    print("print", name)
    print_early("early " + name + "\\n")
    sys.stdout.buffer.write(b"bytes " + name.encode() + b"\\n")
    sys.stdout.buffer.flush()
    logging.warning("log %s", name)
    await anyio.to_thread.run_sync(lambda: print("worker thread", name))
    await asyncio.sleep(0)
    await asyncio.create_task(asyncio.to_thread(print, "task", name))
    background.add_task(later, name)
    return [key for key in request.headers if "devmgr" in key]

@app.get("/both/{name}")
async def both(name: str):
    for index in range(20):
        print("both", index)
        await asyncio.sleep(0)

meeting = threading.Barrier(2)

@app.get("/at-once")
def at_once():
    meeting.wait(10)
    sys.stdout.write("same text")
    meeting.wait(10)
    sys.stdout.write("\\n")

@app.get("/alone/{last}")
def alone(last: str):
    sys.stdout.write("same ")
    print("text\\n" + last)

@app.get("/flood/{count}")
def flood(count: int):
    sys.stdout.write("".join("flood %d\\n" % index for index in range(count)))

@app.get("/broken")
async def broken():
    raise ValueError("broken on purpose")
`;

const SECRET = 'a-secret-of-this-spec';
let stage: AppStage;
beforeAll(async () => {
  stage = await appStage({ 'app.py': APP });
  stage.start({ testSecret: SECRET });
  await stage.until(isListening);
});
afterAll(() => stage.dispose());

const headersOf = (test: string, secret = SECRET) => testHeaders(test, secret);
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(stage.url + path, { headers: { connection: 'close', ...headers } });
const answer = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).json();
/** Lines of a test, or of none, that contain a text; after that line was written. */
async function linesOf(test: string | undefined, text: string, last: string): Promise<string[]> {
  await stage.printed(last);
  await expect.poll(() => stage.entries.entries(0, 99_999).some(({ message }) => message.includes(text))).toBe(true);
  const entries = stage.entries.entries(0, 99_999);
  return entries.filter((each) => each.test === test && each.message.includes(text)).map(({ message }) => message);
}
const requests = (): ServerRequest[] =>
  stage.events.flatMap((event) => (event.type === 'request' ? [event.request] : []));

describe('a request of a test', () => {
  it('is told with it, and so is every line that it causes; the application sees nothing', async () => {
    expect(stage.events.find(isListening)).toEqual({ type: 'listening', takesTests: true });
    const id = 'tests/test_a.py::test_ä[x y::z]';
    expect(await answer('/say/one', headersOf(id))).toEqual([]);
    const all = ['print one', 'early one', 'bytes one', 'worker thread one', 'task one', 'ACCESS', 'later one'];
    const said = async () => {
      const lines = await linesOf(id, 'one', 'later one');
      return lines.map((line) => (line.includes('"GET /say/one HTTP/1.1" 200') ? 'ACCESS' : line));
    };
    // The two streams come by two ways.
    await expect.poll(said).toHaveLength(8);
    expect((await said()).filter((line) => line !== 'WARNING log one')).toEqual(all);
    await expect.poll(() => requests().find(({ path }) => path === '/say/one')?.test).toBe(id);
  });

  it('is a stranger without the secret: nothing is taken out and nothing attributed', async () => {
    expect(await answer('/say/two', headersOf('t::forged', 'guessed'))).toEqual([
      'x-devmgr-test',
      'x-devmgr-test-proof',
    ]);
    expect(await answer('/say/three', { 'X-Devmgr-Test': 't::forged' })).toEqual(['x-devmgr-test']);
    const proven = (id: string) => ({
      'X-Devmgr-Test': id,
      'X-Devmgr-Test-Proof': testProof(id, SECRET, Date.now()),
    });
    await get('/say/four', proven('a%0Ab'));
    await get('/say/five', proven('a'.repeat(5000)));
    // Of another test, and of long ago.
    await get('/say/eight', { ...headersOf('t::eight'), 'X-Devmgr-Test': 't::other' });
    await get('/say/nine', testHeaders('t::nine', SECRET, Date.now() - 3_600_000));
    for (const name of ['two', 'three', 'four', 'five', 'eight', 'nine']) {
      await expect.poll(() => linesOf(undefined, name, `later ${name}`)).toHaveLength(8);
      const asked = () => requests().find(({ path }) => path === `/say/${name}`);
      await expect.poll(asked).toMatchObject({ status: 200, test: undefined });
    }
  });

  it('keeps its lines from those of another at the same time, also when they are the same', async () => {
    await Promise.all([get('/both/a', headersOf('t::a')), get('/both/b', headersOf('t::b')), get('/both/c')]);
    await expect.poll(() => requests().filter(({ path }) => path.startsWith('/both')).length).toBe(3);
    for (const test of ['t::a', 't::b'])
      await expect.poll(async () => (await linesOf(test, 'both ', 'both 19')).length).toBe(20);
    expect(await linesOf(undefined, 'both ', 'both 19')).toHaveLength(20);
  });

  it('does not hand its test on to the next one of the same connection', async () => {
    const { connect } = await import('node:net');
    const socket = connect(stage.port, '127.0.0.1');
    const head = (name: string, more = '') => `GET /say/${name} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
    const mine = Object.entries(headersOf('t::first')).map(([name, value]) => `${name}: ${value}\r\n`);
    // Both in one write: uvicorn begins the second one where the first one ends.
    socket.write(head('six', mine.join('')) + head('seven', 'Connection: close\r\n'));
    await new Promise((resolve) => socket.on('close', resolve).resume());
    await expect.poll(() => linesOf('t::first', 'six', 'later six')).toHaveLength(8);
    await expect.poll(() => linesOf(undefined, 'seven', 'later seven')).toHaveLength(8);
  });

  it('has no line that two have written at once, and none of a later one', async () => {
    await Promise.all([get('/at-once', headersOf('t::one')), get('/at-once', headersOf('t::two'))]);
    await Promise.all([get('/at-once', headersOf('t::one')), get('/at-once')]);
    await get('/alone/nobody');
    await get('/alone/third', headersOf('t::third'));
    await expect.poll(() => linesOf('t::third', 'same text', 'third')).toEqual(['same text']);
    expect(await linesOf(undefined, 'same text', 'nobody')).toEqual([
      'same textsame text',
      'same textsame text',
      'same text',
    ]);
    for (const test of ['t::one', 't::two']) expect(await linesOf(test, 'same text', 'third')).toEqual([]);
  });

  it('that ends in an exception has its traceback', async () => {
    await get('/broken', headersOf('t::broken'));
    const said = async () => (await linesOf('t::broken', 'broken', 'ValueError: broken on purpose')).join('\n');
    await expect.poll(said).toContain('ValueError: broken on purpose');
    expect(await said()).toContain('Traceback');
    expect(await said()).not.toContain('devmgr_worker');
  });

  it('may write a lot', async () => {
    await get('/flood/3000', headersOf('t::flood'));
    await expect.poll(async () => (await linesOf('t::flood', 'flood ', 'flood 2999')).length).toBe(3000);
  });
});
