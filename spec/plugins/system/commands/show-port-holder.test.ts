import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { expect, it } from 'vitest';
import { showPortHolder } from '../../../../plugins/system/commands/show-port-holder.js';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';

function reason(server: Partial<ServerState>, plannedPort: number, chosenPort?: number): string | undefined {
  const state = { name: 'job', kind: 'command', status: 'stopped', ...server } as ServerState;
  const parts = {
    manager: {
      all: { get: () => [state] },
      isDiscovered: true,
      plannedPlace: () => ({ host: '127.0.0.1', port: plannedPort, reload: false }),
    },
    preferences: { startOptions: () => (chosenPort === undefined ? {} : { port: chosenPort }) },
    selection: { selected: { get: () => 'job' } },
  } as unknown as SystemParts;
  return showPortHolder(parts).disabledReason?.();
}

it('has nobody to name for a server without a port', () => {
  expect(reason({}, 0)).toBe('job has no port: its table names none');
  expect(reason({ status: 'running', url: '' }, 0)).toBe('job has no port: its table names none');
  expect(reason({ kind: 'url' }, 0)).toBe('job has no port on this machine');
});

it('names who has the port that is planned, chosen or used', () => {
  expect(reason({}, 8000)).toBeUndefined();
  expect(reason({}, 0, 8001)).toBeUndefined();
  expect(reason({ status: 'running', url: 'http://127.0.0.1:9000' }, 0)).toBeUndefined();
});
