import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { askOwner } from '../../../../../plugins/system/servers/remote/ask-owner.js';
import { OtherServers } from '../../../../../plugins/system/servers/remote/other-servers.js';
import { Claims } from '../../../../../plugins/system/servers/remote/claims.js';
import { RunPublisher } from '../../../../../plugins/system/servers/remote/run-publisher.js';
import { RunRecords } from '../../../../../plugins/system/servers/remote/run-records.js';
import { reportServer } from '../../../../../plugins/system/servers/server-report.js';
import { GOOD_APP, serverProject, systemClock, type ServerProject } from '../../support/server-project.js';

const LOG = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
// No pids of this machine: what is asked here are sockets, not processes.
const OWNER = 99_999_001;
const OTHER = 99_999_002;
const open: { dispose(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.dispose();
});

async function owner(): Promise<ServerProject & { readonly records: RunRecords; readonly publisher: RunPublisher }> {
  const project = await serverProject({ 'main.py': GOOD_APP });
  const { manager, processes, runDir } = project;
  const records = new RunRecords(join(runDir, 'servers'));
  const claims = new Claims({ dir: join(runDir, 'claims'), processes, log: LOG, pid: OWNER });
  const publisher = new RunPublisher({ manager, records, claims, processes, clock: systemClock, log: LOG, pid: OWNER });
  open.push(project, publisher);
  return { ...project, records, publisher };
}

function others({ processes, runDir }: ServerProject, pid = OTHER): OtherServers {
  const records = new RunRecords(join(runDir, 'servers'));
  const made = new OtherServers({ records, processes, clock: systemClock, log: LOG, pid });
  open.push({ dispose: () => Promise.resolve(made.dispose()) });
  return made;
}

async function list(servers: OtherServers) {
  await servers.watch();
  await servers.refresh();
  return servers.all.get().map((state) => reportServer(state, Date.now()));
}

describe('OtherServers', () => {
  it('shows, restarts and stops what another devmgr runs', async () => {
    const made = await owner();
    await made.manager.start('api');
    await made.publisher.settled();
    const asking = others(made);
    const [before] = await list(asking);
    expect(before).toMatchObject({
      name: 'api',
      status: 'running',
      owner: OWNER,
      url: `http://127.0.0.1:${made.port}`,
    });
    expect(await asking.restart('api')).toBe(true);
    const [after] = await list(asking);
    expect(after).toMatchObject({ status: 'running', restarts: 0 });
    expect(after?.pid).not.toBe(before?.pid);
    expect(await asking.stop('api')).toBe(1);
    expect(made.manager.all.get()[0]?.status).toBe('stopped');
    await made.publisher.settled();
    expect(await list(asking)).toEqual([]);
    expect(await asking.stop('api')).toBe(0);
    expect(await asking.restart('none')).toBe(false);
    // Whoever ran it starts it again.
    expect(await asking.restart('api')).toBe(true);
    expect(await list(asking)).toMatchObject([{ status: 'running' }]);
  });

  it('gives up on an owner that does not answer, and asks it for nothing that it would do late', async () => {
    const made = await owner();
    await made.manager.start('api');
    await made.publisher.settled();
    const [record] = await made.records.list();
    expect(record).toBeDefined();
    const asked: string[] = [];
    const socket = `${record!.socket}.mute`;
    const mute = createServer((connection) =>
      connection.setEncoding('utf8').on('data', (text) => asked.push(String(text))),
    );
    await new Promise<void>((resolve) => mute.listen(socket, resolve));
    open.push({ dispose: () => new Promise((resolve) => mute.close(() => resolve())) });
    await made.records.write({ ...record!, ownerPid: OWNER + 10, name: 'mute', socket });
    await expect(others(made).stop('mute')).rejects.toThrow(/does not answer/);
    expect(asked.join('')).toContain('status');
    expect(asked.join('')).not.toContain('stop');
  });

  it('does not ask itself', async () => {
    const made = await owner();
    await made.manager.start('api');
    await made.publisher.settled();
    expect(await list(others(made, OWNER))).toEqual([]);
  });

  it('shows a crash', async () => {
    const made = await owner();
    made.write('main.py', `${GOOD_APP}\nraise SystemExit(7)`);
    await made.manager.start('api');
    await made.publisher.settled();
    expect(await list(others(made))).toMatchObject([{ status: 'crashed', exit: { code: 7 }, pid: null }]);
  });

  it('keeps socket and records to the person, and removes them at the end', async () => {
    const made = await owner();
    await made.manager.start('api');
    await made.publisher.settled();
    const names = readdirSync(made.records.dir).sort();
    expect(names).toEqual([`${OWNER}.sock`, `api-${OWNER}.json`]);
    for (const name of names) expect(statSync(join(made.records.dir, name)).mode & 0o077).toBe(0);
    expect(statSync(made.records.dir).mode & 0o777).toBe(0o700);
    await made.manager.stop('api');
    await made.publisher.dispose();
    expect(readdirSync(made.records.dir)).toEqual([]);
  });

  it('finds, shows and ends what a devmgr that is gone has left', async () => {
    const made = await owner();
    const left = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    const pid = left.pid ?? 0;
    const ended = new Promise((resolve) => left.once('exit', resolve));
    const startTime = (await made.processes.startTime(pid)) ?? '';
    const record = {
      version: 1,
      name: 'api',
      target: 'main:app',
      url: 'http://127.0.0.1:1',
      pid,
      startTime,
      ownerPid: 99_999_003,
      socket: join(made.records.dir, 'dead.sock'),
    } as const;
    await made.records.write(record);
    await made.records.write({ ...record, name: 'stale', startTime: 'another' });
    const asking = others(made);
    expect(await list(asking)).toMatchObject([{ name: 'api', leftover: true, pid }]);
    // The one whose process is another by now is forgotten, and nobody is harmed.
    expect(readdirSync(made.records.dir)).toEqual(['api-99999003.json']);
    expect(await asking.clearLeftovers('other')).toEqual([]);
    expect(await asking.clearLeftovers('api')).toEqual([pid]);
    await ended;
    expect(await list(asking)).toEqual([]);
  });

  it('passes over files that are no records', async () => {
    const made = await owner();
    mkdirSync(made.records.dir, { recursive: true });
    for (const [index, text] of ['', '{', 'null', '[]', '{"version":2}', '{"version":1,"name":3}'].entries()) {
      writeFileSync(join(made.records.dir, `x-${index}.json`), text);
    }
    expect(await list(others(made))).toEqual([]);
  });

  it('answers nonsense with a refusal and outlives callers that go away', async () => {
    const made = await owner();
    await made.manager.start('api');
    await made.publisher.settled();
    const path = join(made.records.dir, `${OWNER}.sock`);
    const bad = await askOwner(path, { version: 3, action: 'status' } as never, 2_000, systemClock);
    expect(bad).toMatchObject({ ok: false, error: { message: 'The other devmgr is of another version' } });
    const rude = connect(path, () => rude.destroy());
    await new Promise((resolve) => rude.once('close', resolve));
    const flood = connect(path, () => flood.write('x'.repeat(100_000)));
    flood.on('error', () => undefined);
    await new Promise((resolve) => flood.once('close', resolve));
    expect(await askOwner(path, { version: 2, action: 'status', names: [] }, 2_000, systemClock)).toMatchObject({
      ok: true,
    });
    expect(await askOwner(path, { version: 2, action: 'stop', names: ['nobody'] }, 2_000, systemClock)).toMatchObject({
      ok: false,
      error: { message: 'No server is called "nobody"', code: 'DEVMGR_USAGE' },
    });
    expect(
      await askOwner(join(made.runDir, 'none.sock'), { version: 2, action: 'status', names: [] }, 2_000, systemClock),
    ).toBe('dead');
  });
});
