import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askOwner } from '../../../../../plugins/system/servers/remote/ask-owner.js';
import {
  ControlServer,
  type Watcher,
  type WatcherFeed,
} from '../../../../../plugins/system/servers/remote/control-server.js';
import { systemClock } from '../../support/server-project.js';

const STATUS = { version: 2, action: 'status', names: [] } as const;

let dir: string;
let path: string;
let handled: number;
let control: ControlServer;
const watchers: Watcher[] = [];
const followed: string[] = [];
const errors: unknown[] = [];
const onError = (error: unknown) => void errors.push(error);

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'devmgr-control-'));
  path = join(dir, 'control.sock');
  handled = 0;
  errors.length = 0;
  process.prependListener('uncaughtException', onError);
  const handle = () => {
    handled += 1;
    return Promise.resolve([]);
  };
  const watch = (watcher: Watcher): WatcherFeed => {
    watchers.push(watcher);
    return { follow: (name) => void followed.push(name), dispose: () => void watchers.splice(0) };
  };
  control = await ControlServer.listen({ path, clock: systemClock, handle, watch });
});

afterEach(async () => {
  process.off('uncaughtException', onError);
  await control.dispose();
  rmSync(dir, { recursive: true, force: true });
});

const ask = () => askOwner(path, STATUS, 2_000, systemClock);
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

async function connected(): Promise<Socket> {
  const socket = connect(path);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket;
}

describe('ControlServer', () => {
  it('outlives those who ask and are gone before the answer', async () => {
    const asking = await Promise.all(Array.from({ length: 20 }, connected));
    const gone = asking.map(closed);
    for (const socket of asking) {
      socket.write(`${JSON.stringify(STATUS)}\n`);
      socket.destroy();
    }
    await Promise.all(gone);
    expect(await ask()).toEqual({ ok: true, servers: [] });
    expect(errors).toEqual([]);
  });

  it('reads a request that comes in pieces, and only the first of a connection', async () => {
    const socket = await connected();
    // It may be hung up on before the last piece.
    socket.on('error', () => undefined);
    let reply = '';
    socket.setEncoding('utf8').on('data', (text: string) => (reply += text));
    const text = `${JSON.stringify(STATUS)}\n${JSON.stringify(STATUS)}\n`;
    for (const character of text) await new Promise((resolve) => socket.write(character, resolve));
    await closed(socket);
    expect(reply).toBe('{"ok":true,"servers":[]}\n');
    expect(handled).toBe(1);
  });

  it('tells a devmgr of another version so, in words that version 1 reads', async () => {
    const socket = await connected();
    let reply = '';
    socket.setEncoding('utf8').on('data', (text: string) => (reply += text));
    socket.write('{"version":1,"action":"status"}\n');
    await closed(socket);
    expect(JSON.parse(reply)).toMatchObject({
      ok: false,
      message: 'The other devmgr is of another version',
      hint: 'Run the same version in both terminals: end the older one',
    });
    expect(handled).toBe(0);
  });

  it('tells who says nothing that it understands so, and does nothing', async () => {
    const wrong = ['nonsense', 'null', '[]', '{}', '{"version":2}', '{"version":"2","action":"status"}'];
    const asked = { version: 2, action: 'stop', names: ['api'] };
    const more = [
      { ...asked, action: 'explode' },
      { ...asked, names: 'api' },
      { ...asked, names: [1] },
    ];
    for (const line of [...wrong, ...more.map((each) => JSON.stringify(each))]) {
      const socket = await connected();
      let reply = '';
      socket.setEncoding('utf8').on('data', (text: string) => (reply += text));
      socket.write(`${line}\n`);
      await closed(socket);
      expect(JSON.parse(reply), line).toMatchObject({
        ok: false,
        message: 'devmgr does not understand what it was asked',
        error: { code: 'PLUGIN_SYSTEM_BAD_REQUEST' },
      });
    }
    expect(handled).toBe(0);
  });

  it('lets a watcher ask for more, and ends with it', async () => {
    const socket = await connected();
    const lines: string[] = [];
    socket.setEncoding('utf8').on('data', (text: string) => lines.push(text));
    socket.write(`${JSON.stringify({ ...STATUS, action: 'watch' })}\n{"follow":"api"}\nnonsense\n{"follow":"db"}\n`);
    await expect.poll(() => followed).toEqual(['api', 'db']);
    watchers[0]?.write('{"type":"alive"}');
    await expect.poll(() => lines.join('')).toBe('{"type":"alive"}\n');
    socket.destroy();
    await expect.poll(() => watchers).toEqual([]);
    expect(handled).toBe(0);
  });

  it('hangs up on a request that is too long', async () => {
    const socket = await connected();
    socket.on('error', () => undefined);
    socket.write('x'.repeat(5_000));
    await closed(socket);
    expect(handled).toBe(0);
    expect(await ask()).toMatchObject({ ok: true });
  });
});
