import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PluginContext } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { defaultDefinition } from '../../../../../plugins/system/servers/definition/default-definition.js';
import type { ServerDefinition } from '../../../../../plugins/system/servers/definition/server-definition.js';
import { checkPort } from '../../../../../plugins/system/servers/ports/port.js';
import { projectPorts } from '../../../../../plugins/system/servers/ports/project-ports.js';
import { freePort } from '../../../../support/free-port.js';
import { testPython } from '../../../../support/python.js';
import { hasSshServer, startSshServer, type SshServer } from '../../../../support/ssh-server.js';
import { GOOD_APP, serverProject, systemClock, type ServerProject } from '../../support/server-project.js';
import { until } from '../../support/until.js';

/** Another loopback address than the one that a tunnel ends at here, for both machines are one. */
const THERE = '127.0.0.2';

// An address that Linux has, and macOS has not.
describe.runIf(hasSshServer && process.platform === 'linux')('a server on the loopback of another machine', () => {
  let server: SshServer;
  const open: { dispose(): Promise<void> }[] = [];
  beforeAll(async () => {
    server = await startSshServer();
  });
  afterEach(async () => {
    for (const each of open.splice(0)) await each.dispose();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  type Changes = (root: string) => Partial<ServerDefinition>;

  async function project(servers: Readonly<Record<string, Changes>>, there = server): Promise<ServerProject> {
    const define = (root: string) =>
      Object.entries(servers).map(([name, change]) => ({
        ...defaultDefinition(root, { name, target: 'x', source: 'spec', runs: app(root) }),
        ssh: { host: 'box', folder: root },
        host: THERE,
        ...change(root),
      }));
    const env = { PATH: `${there.binDir}:${process.env['PATH'] ?? ''}` };
    const made = await serverProject({ 'main.py': GOOD_APP }, {}, define, env);
    open.push(made);
    return made;
  }

  const app = (root: string): ServerDefinition['runs'] => ({
    ...{ kind: 'app', target: 'main:app', searchPath: root, factory: false, python: testPython(), uvicornArgs: [] },
  });

  const state = ({ manager }: ServerProject, index = 0) => manager.all.get()[index] as ServerState;
  const health = (each: ServerState | undefined) => (each?.status === 'running' ? each.health.kind : undefined);
  const healthy = (made: ServerProject, index = 0) =>
    until(made.manager.all, (all) => health(all[index]) === 'healthy').then(() => state(made, index));

  async function held(port: number): Promise<void> {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
    open.push({ dispose: () => new Promise((resolve) => holder.close(() => resolve())) });
  }

  it('is reached, healthy and asked through the connection that runs it', async () => {
    const port = await freePort();
    const made = await project({ api: () => ({ port }) });
    await made.manager.start('api');
    expect(await healthy(made)).toMatchObject({ url: `http://127.0.0.1:${port}`, health: { path: '/health' } });
    expect(await (await fetch(`http://127.0.0.1:${port}/health?mine`)).json()).toEqual({ ok: true });
    expect(made.manager.facts('api')?.equivalent.slice(0, 4)).toEqual([
      ...['ssh', '-L', `127.0.0.1:${port}:${THERE}:${port}`, 'box'],
    ]);
    await until(made.manager.all, ([api]) => api?.status === 'running' && api.metrics.latenciesMs.length > 3);
    await until(made.manager.all, () => made.lines.some((line) => line.includes('?mine')));
    // Our own looks are no news, though the machine there sees them come from its own sshd.
    expect(made.lines.filter((line) => line.includes('GET /'))).toHaveLength(1);
    expect(made.manager.requests('api')?.end).toBe(1);
    expect(made.lines.filter((line) => line.startsWith('channel '))).toEqual([]);
    const ports = projectPorts(
      {
        processes: made.processes,
        clock: systemClock,
        text: { redact: (text: string) => text },
      } as unknown as PluginContext,
      made.manager,
    );
    expect(await ports.holder(port)).toMatchObject({ server: 'api' });
    await made.manager.stop('api');
    expect(await checkPort('127.0.0.1', port)).toEqual({ kind: 'free' });
  });

  it('takes the next port that is free here, also of two that start at once', async () => {
    const port = await freePort();
    await held(port);
    const made = await project({ api: () => ({ port }), other: () => ({ port, host: '127.0.0.3' }) });
    await made.manager.startAll(['api', 'other']);
    const urls = [await healthy(made), await healthy(made, 1)].map((each) => ('url' in each ? each.url : ''));
    expect(new Set([...urls, `http://127.0.0.1:${port}`]).size).toBe(3);
    for (const url of urls) expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('leaves to a server of this machine the port that it names', async () => {
    const port = await freePort();
    const made = await project({ api: () => ({ port }), local: () => ({ port, host: '127.0.0.1', ssh: undefined }) });
    await made.manager.startAll(['api', 'local']);
    expect(await healthy(made, 1)).toMatchObject({ url: `http://127.0.0.1:${port}` });
    expect(await healthy(made)).not.toMatchObject({ url: `http://127.0.0.1:${port}` });
  });

  it('is not well before somebody listens there, though the beginning of the tunnel does here', async () => {
    const port = await freePort();
    // Slow to start: several looks fall into that time.
    const script = `
import os, socket, time
time.sleep(1.2)
print("opens", flush=True)
s = socket.create_server(("${THERE}", int(os.environ["PORT"])))
kept = []
while True: kept.append(s.accept())
`;
    const made = await project({
      db: (root) => {
        const runs: ServerDefinition['runs'] = { kind: 'command', command: [testPython(), '-c', script] };
        const { health: rules } = defaultDefinition(root, { name: 'db', target: 'x', source: 'spec', runs });
        return { runs, port, health: { ...rules, probe: { kind: 'tcp', host: undefined, port: undefined } } };
      },
    });
    const starting = made.manager.start('db');
    const wellBefore: boolean[] = [];
    const watch = made.manager.onDidChange(({ after }) => {
      if (health(after) === 'healthy') wellBefore.push(!made.lines.includes('opens'));
    });
    await starting;
    const state = await healthy(made);
    expect(state).toMatchObject({
      url: `http://127.0.0.1:${port}`,
      health: { path: `tcp ${THERE}:${port}` },
    });
    expect(wellBefore).toEqual([false]);
    void watch.dispose();
  });

  it('says so when that machine forwards no ports, and leaves nothing there', async () => {
    const strict = await startSshServer(['AllowTcpForwarding no']);
    open.push({ dispose: async () => strict[Symbol.asyncDispose]() });
    const port = await freePort();
    const made = await project({ api: () => ({ port }) }, strict);
    await made.manager.start('api');
    expect(state(made)).toMatchObject({
      status: 'crashed',
      fault: {
        message: 'box does not let ssh forward ports',
        hint: expect.stringMatching(/^Allow it there \(AllowTcpForwarding in sshd_config\), or .* host = "0\.0\.0\.0"/),
      },
    });
    expect(await checkPort(THERE, port)).toEqual({ kind: 'free' });
  });

  it('is none of the forwards that the settings of ssh name: they may be taken', async () => {
    const port = await freePort();
    const made = await project({ api: (root) => ({ port, ssh: { host: 'forwards', folder: root } }) });
    await made.manager.start('api');
    expect(await healthy(made)).toMatchObject({ url: `http://127.0.0.1:${port}` });
  });

  it('an end at once is told as it is', async () => {
    const port = await freePort();
    const broken = (root: string) => ({
      port,
      runs: { ...app(root), target: 'missing:app' } as ServerDefinition['runs'],
    });
    const made = await project({ api: broken, folder: () => ({ port, ssh: { host: 'box', folder: '/no/such' } }) });
    await made.manager.startAll(['api', 'folder']);
    expect(state(made)).toMatchObject({ status: 'crashed', exit: { kind: 'exited', code: 1 } });
    expect(state(made, 1)).toMatchObject({ status: 'crashed', fault: { message: 'box has no folder /no/such' } });
  });

  it('lets go of the port here when the connection is lost', async () => {
    const port = await freePort();
    const made = await project({ api: () => ({ port }) });
    await made.manager.start('api');
    await healthy(made);
    server.cut();
    await until(made.manager.all, ([api]) => api?.status === 'crashed');
    expect(state(made)).toMatchObject({ fault: { message: expect.stringMatching(/^The connection to box was lost/) } });
    expect(await checkPort('127.0.0.1', port)).toEqual({ kind: 'free' });
  });

  it('one that listens on every address is reached by the name that ssh knows', async () => {
    const port = await freePort();
    const made = await project({ api: () => ({ port, host: '0.0.0.0' }) });
    await made.manager.start('api');
    expect(await healthy(made)).toMatchObject({ url: `http://127.0.0.1:${port}` });
    expect(made.manager.facts('api')?.command).not.toContain('-L');
  });

  it('a URL is believed', async () => {
    const port = await freePort();
    const made = await project({ api: () => ({ port, url: `http://${THERE}:${port}` }) });
    await made.manager.start('api');
    expect(await healthy(made)).toMatchObject({ url: `http://${THERE}:${port}` });
    expect(made.manager.facts('api')?.command).not.toContain('-L');
  });
});
