import { expect, it } from 'vitest';
import type { PluginContext, PortOwner } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { projectPorts } from '../../../../../plugins/system/servers/ports/project-ports.js';

const PORT = 18_732;
const owner: PortOwner = {
  pid: 30,
  command: 'python3 fake_db.py',
  startTime: 'boot/1',
  startedAt: 0,
  user: 'ada',
  isOurs: true,
  isProtected: false,
};

function portsOf(pid: number | undefined, more: Partial<ServerState> = {}) {
  const state = {
    ...{ name: 'db', kind: 'command', target: 'sh -c …', restarts: 0, status: 'running', pid, startedAt: 0, url: '' },
    ...{ health: { kind: 'unknown' }, metrics: { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] } },
    ...more,
  } as ServerState;
  const processes = {
    portListeners: () => Promise.resolve([{ port: PORT, address: '127.0.0.1', owner, user: 'ada' }]),
    // 20 has started 30.
    listens: (tree: number) => Promise.resolve(tree === 20 || tree === 30),
  };
  const context = { processes, clock: { now: () => 0 }, text: { redact: (text: string) => text } };
  return projectPorts(context as unknown as PluginContext, { all: { get: () => [state] } as never });
}

it.each([
  ['its own process', 30, {}, 'db'],
  ['what it has started', 20, {}, 'db'],
  ['somebody else', 40, {}, undefined],
  ['what is only watched', 30, { kind: 'url' }, undefined],
  ['what has ended', undefined, { status: 'stopped' }, undefined],
] as const)('a server without a port of its own is known by %s', async (_title, pid, more, server) => {
  const holder = await portsOf(pid, more).holder(PORT);
  expect(holder).toMatchObject({ owner: { pid: 30 } });
  expect(holder?.server).toBe(server);
});

it('is never freed: its end is its stop', async () => {
  const ports = portsOf(20);
  const holder = await ports.holder(PORT);
  if (!holder) throw new Error('Nobody listens');
  await expect(ports.free(PORT, holder)).rejects.toMatchObject({ hint: 'Stop it: devmgr server stop db' });
});
