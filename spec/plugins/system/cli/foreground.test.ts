import { expect, it } from 'vitest';
import { Emitter, type CliInvocation } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { Foreground } from '../../../../plugins/system/cli/foreground.js';
import type { ServerChange } from '../../../../plugins/system/servers/server-host.js';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';
import { textTools as text } from '../support/text-tools.js';

const base = { name: 'hello', kind: 'command', target: 'echo remote', restarts: 0, ssh: 'box' } as const;
const before: ServerState = { ...base, status: 'starting', phase: 'starting', url: '', pid: undefined, waitsFor: [] };

it.each([
  ['a job on another machine is done', { ...base, status: 'stopped', completedAt: 1 }, '✓ hello completed\n'],
  ['a start could not even be tried', { ...base, status: 'stopped' }, ''],
] as const)('%s', async (_title, after, said) => {
  const changes = new Emitter<ServerChange>();
  let all = '';
  const sink = { write: (some: string) => void (all += some), paint: (_style: string, some: string) => some };
  const manager = { onDidChange: changes.event, definition: () => undefined, output: () => undefined };
  const clock = { now: () => 0 };
  const parts = { manager, context: { text, clock, workspace: { root: '/p' } } } as unknown as SystemParts;
  const invocation = { json: false, stdout: sink, stderr: sink } as unknown as CliInvocation;
  const foreground = new Foreground(invocation, parts, ['hello']);
  changes.fire({ before, after });
  await foreground.dispose();
  expect(all).toBe(said);
});
