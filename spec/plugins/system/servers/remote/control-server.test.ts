import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askOwner } from '../../../../../plugins/system/servers/remote/ask-owner.js';
import type { ControlReply } from '../../../../../plugins/system/servers/remote/control-message.js';
import { ControlServer } from '../../../../../plugins/system/servers/remote/control-server.js';
import { systemClock } from '../../support/server-project.js';

const STATUS = { version: 1, action: 'status' } as const;

let dir: string;
let path: string;
let handled: number;
let control: ControlServer;
const errors: unknown[] = [];
const onError = (error: unknown) => void errors.push(error);

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'devmgr-control-'));
  path = join(dir, 'control.sock');
  handled = 0;
  errors.length = 0;
  process.prependListener('uncaughtException', onError);
  const handle = (): Promise<ControlReply> => {
    handled += 1;
    return Promise.resolve({ ok: true, servers: [] });
  };
  control = await ControlServer.listen({ path, clock: systemClock, handle });
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

  it('hangs up on a request that is too long', async () => {
    const socket = await connected();
    socket.on('error', () => undefined);
    socket.write('x'.repeat(5_000));
    await closed(socket);
    expect(handled).toBe(0);
    expect(await ask()).toMatchObject({ ok: true });
  });
});
