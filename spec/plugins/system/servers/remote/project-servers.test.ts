import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultDefinition } from '../../../../../plugins/system/servers/definition/default-definition.js';
import { Claims } from '../../../../../plugins/system/servers/remote/claims.js';
import { OtherServers } from '../../../../../plugins/system/servers/remote/other-servers.js';
import { ProjectServers } from '../../../../../plugins/system/servers/remote/project-servers.js';
import { RunPublisher } from '../../../../../plugins/system/servers/remote/run-publisher.js';
import { RunRecords } from '../../../../../plugins/system/servers/remote/run-records.js';
import type { ServerChange } from '../../../../../plugins/system/servers/server-host.js';
import { GOOD_APP, serverProject, systemClock, type ServerProject } from '../../support/server-project.js';
import { until } from '../../support/until.js';

const LOG = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
// No pids of this machine: what is asked here are sockets, not processes.
const OWNER = 99_999_001;
const OTHER = 99_999_002;
const TALKING_APP = `${GOOD_APP}
import asyncio, sys
@app.get("/say/{text}")
def say(text: str):
    print("said", text, flush=True)
    return text
`;
const open: { dispose(): unknown }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.dispose();
});

/** A devmgr that runs servers, and one beside it that sees them. */
async function pair(startsElsewhere = true) {
  const [there, here] = [
    await serverProject({ 'main.py': TALKING_APP }),
    await serverProject({ 'main.py': TALKING_APP }),
  ];
  open.push(there, here);
  const records = new RunRecords(join(there.runDir, 'servers'));
  const publisher = publish(there, records);
  open.push(publisher);
  const { processes } = here;
  const others = new OtherServers({ records, processes, clock: systemClock, log: LOG, pid: OTHER });
  const servers = new ProjectServers({ own: here.manager, others, log: LOG, startsElsewhere });
  open.push(others, servers);
  const changes: ServerChange[] = [];
  servers.onDidChange((change) => changes.push(change));
  await servers.discover();
  return { there, here, publisher, records, others, servers, changes };
}

function publish({ manager, processes, runDir }: ServerProject, records: RunRecords): RunPublisher {
  const claims = new Claims({ dir: join(runDir, 'claims'), processes, log: LOG, pid: OWNER });
  return new RunPublisher({ manager, records, claims, processes, clock: systemClock, log: LOG, pid: OWNER });
}

const words = (changes: readonly ServerChange[]) =>
  changes
    .map(({ after }) => (after.status === 'running' ? after.health.kind : after.status))
    .filter((word, index, all) => word !== all[index - 1]);

describe('ProjectServers', () => {
  it('show what another devmgr runs as it happens, with its output, facts and end', async () => {
    const { there, servers, changes } = await pair();
    expect(servers.all.get()).toMatchObject([{ name: 'api', status: 'stopped' }]);
    await there.manager.start('api');
    const [state] = await until(servers.all, ([api]) => api?.status === 'running' && api.health.kind === 'healthy');
    expect(state).toMatchObject({ name: 'api', owner: OWNER, url: `http://127.0.0.1:${there.port}` });
    expect(servers.definition('api')).toMatchObject({ name: 'api' });
    const output = servers.output('api');
    const lines = () => output?.lines(0, 10_000).map(({ text }) => text) ?? [];
    await expect.poll(lines).toContainEqual(expect.stringContaining('Uvicorn running on'));
    await fetch(`http://127.0.0.1:${there.port}/say/hello`);
    await expect.poll(lines).toContain('said hello');
    await expect.poll(() => servers.facts('api')?.command.join(' ')).toContain('main:app');
    const requests = servers.requests('api');
    await expect.poll(() => requests?.requests(0, 100).map(({ path }) => path)).toContain('/say/hello');
    await there.manager.stop('api');
    await until(servers.all, ([api]) => api?.status === 'stopped' && api.owner === undefined);
    expect(words(changes)).toEqual(expect.arrayContaining(['starting', 'healthy', 'stopping', 'stopped']));
    expect(words(changes).at(-1)).toBe('stopped');
  });

  it('do not start a second time what runs elsewhere, and do everything else there', async () => {
    const { there, here, servers } = await pair();
    await there.manager.start('api');
    await until(servers.all, ([api]) => api?.status === 'running');
    await expect(servers.start('api')).rejects.toMatchObject({
      code: 'PLUGIN_SYSTEM_ALREADY_RUNS',
      message: `api runs already in another devmgr (pid ${OWNER})`,
    });
    const pid = pidOf(servers);
    await servers.restart('api');
    await until(servers.all, ([api]) => api?.status === 'running' && api.pid !== pid && api.pid !== undefined);
    await servers.startAll(['api']);
    expect(here.manager.all.get()).toMatchObject([{ status: 'stopped', restarts: 0 }]);
    await servers.stopAll(['api']);
    expect(there.manager.all.get()).toMatchObject([{ status: 'stopped' }]);
    expect(servers.all.get()).toMatchObject([{ status: 'stopped' }]);
  });

  it('start what another devmgr ran, and nobody runs now, there again, as long as it lives', async () => {
    const { there, here, servers, publisher, others } = await pair(false);
    await there.manager.start('api');
    await until(servers.all, ([api]) => api?.status === 'running');
    await servers.stop('api');
    expect(servers.all.get()[0]).toMatchObject({ status: 'stopped' });
    expect(servers.all.get()[0]).not.toHaveProperty('owner');
    expect(others.formerOwner('api')).toEqual({ pid: OWNER, detached: false });
    await servers.start('api');
    await until(servers.all, ([api]) => api?.status === 'running' && api.owner === OWNER);
    await servers.stop('api');
    await servers.restart('api');
    await until(servers.all, ([api]) => api?.status === 'running' && api.owner === OWNER);
    await servers.stop('api');
    await servers.startAll(['api']);
    await until(servers.all, ([api]) => api?.status === 'running' && api.owner === OWNER);
    await servers.stop('api');
    expect(here.manager.all.get()[0]?.status).toBe('stopped');
    await publisher.dispose();
    await servers.start('api');
    expect(here.manager.all.get()[0]?.status).not.toBe('stopped');
    await servers.stop('api');
  });

  it('show that a job is done elsewhere, and run it there again', async () => {
    const { there, servers } = await pair();
    const command = ['sh', '-c', 'echo done'];
    const runs = { kind: 'command', command } as const;
    there.definitions = [defaultDefinition(there.root, { name: 'job', target: 'sh', source: 'a spec', runs })];
    await there.manager.rediscover();
    await there.manager.start('job');
    const done = await until(servers.all, (all) =>
      all.some(({ name, status }) => name === 'job' && status === 'stopped'),
    );
    const state = done.find(({ name }) => name === 'job');
    expect(state).toMatchObject({ owner: OWNER, completedAt: expect.any(Number) as number });
    const before = state?.status === 'stopped' ? (state.completedAt ?? 0) : 0;
    await servers.restart('job');
    await until(servers.all, (all) =>
      all.some((each) => each.name === 'job' && each.status === 'stopped' && (each.completedAt ?? 0) > before),
    );
  });

  it.each([
    [true, 'there'],
    [false, 'here'],
  ] as const)('start what has crashed elsewhere (on a screen: %s) %s', async (startsElsewhere, where) => {
    const made = await pair(startsElsewhere);
    made.there.write('main.py', `${GOOD_APP}\nraise SystemExit(7)`);
    await made.there.manager.start('api').catch(() => undefined);
    const [crashed] = await until(made.servers.all, ([api]) => api?.status === 'crashed');
    expect(crashed).toMatchObject({ owner: OWNER, exit: { kind: 'exited', code: 7 } });
    made.there.write('main.py', GOOD_APP);
    await made.servers.start('api');
    await until(made.servers.all, ([api]) => api?.status === 'running');
    expect(made[where].manager.all.get()[0]?.status).toBe('running');
  });

  it('say so when the other devmgr cannot be reached, and leave it alone', async () => {
    const { there, others, records, servers } = await pair();
    await there.manager.start('api');
    await until(servers.all, ([api]) => api?.status === 'running');
    const [record] = await records.list();
    // One that lives and whose socket is gone: this process itself.
    const own = { ownerPid: process.pid, ownerStartTime: (await there.processes.startTime(process.pid)) ?? '' };
    await records.write({ ...record!, ...own, name: 'db', socket: `${record!.socket}.gone` });
    await others.refresh();
    expect(servers.all.get()).toMatchObject([
      { name: 'api', status: 'running' },
      { name: 'db', health: { kind: 'unhealthy', reason: expect.stringMatching(/cannot be reached$/) } },
    ]);
    await expect(servers.stop('db')).rejects.toThrow(/does not answer/);
    expect(await records.list()).toHaveLength(2);
  });

  it('hold no more than a little for a watcher that does not read', async () => {
    const { there, servers, records } = await pair();
    await there.manager.start('api');
    await until(servers.all, ([api]) => api?.status === 'running');
    const [record] = await records.list();
    const lazy = connect(record!.socket);
    lazy.write('{"version":2,"action":"watch","names":[]}\n{"follow":"api"}\n');
    lazy.pause();
    const url = `http://127.0.0.1:${there.port}/say/`;
    for (let round = 0; round < 30; round += 1)
      await Promise.all(Array.from({ length: 8 }, () => fetch(`${url}${'x'.repeat(7_000)}`)));
    // The owner holds no more than a megabyte of it, and goes on.
    await there.manager.stop('api');
    await until(servers.all, ([api]) => api?.status === 'stopped');
    const received = await new Promise<number>((resolve) => {
      let bytes = 0;
      lazy.on('data', (chunk: Buffer) => (bytes += chunk.length));
      lazy.once('close', () => resolve(bytes));
      lazy.resume();
      void there.dispose();
      void open.find((each) => each instanceof RunPublisher)?.dispose();
    });
    expect(received).toBeLessThan(2_500_000);
  });
});

function pidOf({ all }: ProjectServers): number | undefined {
  const [state] = all.get();
  return state && 'pid' in state ? state.pid : undefined;
}
