import { describe, expect, it } from 'vitest';
import type { PortListener, PortOwner } from 'devmgr/plugin-api';
import { createPorts, type Ports } from '../../../../../plugins/system/servers/ports/create-ports.js';
import { describeHolder } from '../../../../../plugins/system/servers/ports/describe-holder.js';
import { freeRefusal } from '../../../../../plugins/system/servers/ports/free-refusal.js';
import { PortTakenError } from '../../../../../plugins/system/servers/ports/port-error.js';
import type { PortHolder } from '../../../../../plugins/system/servers/ports/port-holder.js';
import { requirePort } from '../../../../../plugins/system/servers/ports/require-port.js';
import { living, pidsOf, runner, type RunnerUnderTest } from '../../../../core/processes/runner.js';
import { until } from '../../../../core/processes/until.js';

const now = Date.UTC(2026, 10, 23);

function holder(owner: Partial<PortOwner> | undefined, more: Partial<PortHolder> = {}): PortHolder {
  const known: PortOwner = {
    pid: 4711,
    command: 'python -m http.server 8000',
    startTime: 'boot/1',
    startedAt: now - 200_000,
    user: 'ada',
    isOurs: true,
    isProtected: false,
  };
  return { port: 8000, address: '127.0.0.1', user: 'ada', owner: owner && { ...known, ...owner }, ...more };
}

describe('describeHolder', () => {
  it.each<[PortHolder | undefined, string]>([
    [holder({}), 'pid 4711 (python -m http.server 8000), running for 3m'],
    [
      holder({ user: 'postgres', isOurs: false, startedAt: undefined }),
      'pid 4711 (python -m http.server 8000) of user postgres',
    ],
    [holder(undefined, { user: 'root' }), 'a process of user root'],
    [
      holder({}, { server: 'api' }),
      'pid 4711 (python -m http.server 8000), running for 3m, the server api of this project',
    ],
    [undefined, 'another process'],
  ])('%#', (given, expected) => expect(describeHolder(given, now)).toBe(expected));

  it('cuts a long command line, and keeps it one line', () => {
    const text = describeHolder(holder({ command: `python -c import\n${'x'.repeat(500)}` }), now);
    expect(text).toMatch(/^pid 4711 \(python -c import x+…\)/);
    expect(text.length).toBeLessThan(130);
  });
});

describe('freeRefusal', () => {
  it('is none for a process of this person', () => expect(freeRefusal(holder({}), now)).toBeUndefined());

  it.each<[string, PortHolder, RegExp]>([
    ['of another user', holder({ isOurs: false, user: 'bob' }), /^User bob can end it/],
    ['not to be seen', holder(undefined, { user: 'root' }), /^User root can end it/],
    ['what devmgr runs in', holder({ isProtected: true }), /would end with it/],
    [
      "a container's",
      holder({ command: '/usr/bin/docker-proxy -proto tcp -host-port 8000' }),
      /docker ps --filter publish=8000$/,
    ],
    ['a server of the project', holder({}, { server: 'api' }), /^Stop it: devmgr server stop api$/],
    ['one that cannot be told apart', holder({ startTime: undefined }), /end it yourself/],
  ])('%s', (_title, given, hint) => {
    expect(freeRefusal(given, now)).toMatchObject({
      code: 'PLUGIN_SYSTEM_PORT_NOT_OURS',
      hint: expect.stringMatching(hint),
    });
  });
});

describe('PortTakenError', () => {
  it('says who, and offers what can be done', () => {
    expect(new PortTakenError(8000, holder({}), 8001, now)).toMatchObject({
      message: 'Port 8000 is taken by pid 4711 (python -m http.server 8000), running for 3m',
      hint: 'Port 8001 is free: --port 8001; or end what holds it: devmgr server free 8000',
      owner: { pid: 4711 },
    });
    expect(new PortTakenError(8000, holder({ isOurs: false, user: 'bob' }), 8001, now).hint).toBe(
      'Port 8001 is free: --port 8001',
    );
  });
});

const script = (after: string) =>
  `const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); ${after} })`;

async function listening(test: RunnerUnderTest, after = ''): Promise<{ pid: number; port: number }> {
  const child = test.processes.spawn({ title: 'listen', command: process.execPath, args: ['-e', script(after)] });
  const [port = 0] = await pidsOf(child, 1);
  return { pid: child.pid ?? 0, port };
}

function ports(test: RunnerUnderTest, more: Partial<Parameters<typeof createPorts>[0]> = {}): Ports {
  const redact = (text: string) => text.replaceAll('createServer', '***');
  return createPorts({
    processes: test.processes,
    serverOf: () => Promise.resolve(undefined),
    redact,
    now: Date.now,
    ...more,
  });
}

async function agreed(made: Ports, port: number): Promise<PortHolder> {
  const found = await made.holder(port);
  if (!found) throw new Error(`Nobody holds ${port}`);
  return found;
}

describe('Ports', () => {
  it('frees a port, also of a process that does not want to end', async () => {
    await using mine = await runner();
    await using other = await runner();
    const { pid, port } = await listening(other, `process.on('SIGTERM', () => undefined)`);
    const made = ports(mine);
    const found = await agreed(made, port);
    expect(found.owner?.command).toContain('***');
    expect(await made.free(port, found)).toMatchObject({ owner: { pid } });
    expect(await living([pid])).toEqual([]);
    expect(await made.free(port, found)).toBeUndefined();
  });

  it('ends nobody but whom the person agreed to end', async () => {
    await using test = await runner();
    const { pid, port } = await listening(test);
    const made = ports(test);
    const found = await agreed(made, port);
    const earlier = { ...found, owner: found.owner && { ...found.owner, startTime: 'another boot/1' } };
    await expect(made.free(port, earlier)).rejects.toMatchObject({ code: 'PLUGIN_SYSTEM_PORT_CHANGED' });
    expect(await living([pid])).toEqual([pid]);
  });

  it('looks again whose it is before it ends it', async () => {
    await using test = await runner();
    const { pid, port } = await listening(test);
    const found = await agreed(ports(test), port);
    const listeners = async (): Promise<PortListener[]> =>
      (await test.processes.portListeners(port)).map((each) => ({
        ...each,
        owner: each.owner && { ...each.owner, isOurs: false },
      }));
    const processes = { portListeners: listeners, stopForeign: test.processes.stopForeign.bind(test.processes) };
    await expect(ports(test, { processes }).free(port, found)).rejects.toMatchObject({
      code: 'PLUGIN_SYSTEM_PORT_NOT_OURS',
    });
    expect(await living([pid])).toEqual([pid]);
  });

  it('tells when something starts it again', async () => {
    await using mine = await runner();
    await using other = await runner();
    const { pid, port } = await listening(other);
    // It waits for the port, so that what counts is not how fast a process starts.
    const again = `const server = require('net').createServer();
      const listen = () => server.listen(${port}, '127.0.0.1');
      server.on('error', () => setTimeout(listen, 5));
      listen();
      console.log('waits');`;
    const waiting = other.processes.spawn({ title: 'again', command: process.execPath, args: ['-e', again] });
    await until(() => waiting.output.endLine > 0, 'who waits for the port');
    const made = ports(mine);
    await expect(made.free(port, await agreed(made, port))).rejects.toMatchObject({
      code: 'PLUGIN_SYSTEM_PORT_NOT_FREED',
      message: expect.stringMatching(/is held again, by pid \d+/),
    });
    expect(await living([pid])).toEqual([]);
  });

  it('lists what this person runs, and servers of the project by their names', async () => {
    await using test = await runner();
    const { pid, port } = await listening(test);
    const all = await ports(test, {
      serverOf: ({ port: at }) => Promise.resolve(at === port ? 'api' : undefined),
    }).all();
    expect(all.find((each) => each.port === port)).toMatchObject({
      address: '127.0.0.1',
      server: 'api',
      owner: { pid },
    });
    expect(all.every(({ owner, server }) => owner?.isOurs === true || server !== undefined)).toBe(true);
  });

  it('a start that finds its port taken says by whom', async () => {
    await using test = await runner();
    const { pid, port } = await listening(test);
    await expect(requirePort(test.processes, '127.0.0.1', port)).rejects.toMatchObject({
      code: 'PLUGIN_SYSTEM_PORT_TAKEN',
      message: expect.stringMatching(new RegExp(`^Port ${port} is taken by pid ${pid} \\(.*\\), running for \\d+s$`)),
    });
  });
});
