import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { expect, it } from 'vitest';
import { offerPort } from '../../../../plugins/system/commands/offer-port.js';
import { PortTakenError } from '../../../../plugins/system/servers/ports/port-error.js';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';

interface Item {
  readonly label: string;
  readonly isCurrent?: boolean;
  readonly value: unknown;
}

const db = { name: 'db', kind: 'command', status: 'running', pid: 7 } as ServerState;
const owner = { pid: 7, command: 'db', user: 'me', startTime: '1', startedAt: 0, isOurs: true, isProtected: false };

/** Starts api, whose port db has; chooses the entry with that label, and agrees to what is asked then or does not. */
async function taken(label: string, agrees: boolean, freePort: number | 'none' = 8001) {
  const done: string[] = [];
  const asked: string[] = [];
  const lists: Item[][] = [];
  const holder = { port: 8000, owner };
  const parts = {
    manager: {
      all: { get: () => [db] },
      plannedPlace: () => ({ host: '127.0.0.1', port: 5432 }),
      stop: (name: string) => Promise.resolve(void done.push(`stop ${name}`)),
    },
    preferences: {
      startOptions: () => ({}),
      change: (name: string, { port }: { port: number }) => Promise.resolve(void done.push(`${name} on ${port}`)),
    },
    servers: () => Promise.resolve({ ports: { holder: () => Promise.resolve(holder) } }),
    context: {
      clock: { now: () => 0 },
      screen: {
        pick: ({ items }: { items: Item[] }) => {
          lists.push(items);
          return Promise.resolve(items.find((item) => item.label === label)?.value);
        },
        confirm: ({ title }: { title: string }) => {
          asked.push(title);
          return Promise.resolve(agrees);
        },
      },
    },
  } as unknown as SystemParts;
  const error = new PortTakenError(8000, holder as never, freePort === 'none' ? undefined : freePort, 0);
  await offerPort(parts, 'api', error, () => Promise.resolve(void done.push('start')));
  return { done, asked, items: lists[0] ?? [] };
}

it('asks once more before it stops the server that has the port: letters that are typed ahead filter the list', async () => {
  expect(await taken('Stop db', false)).toMatchObject({ asked: ['Stop db?'], done: [] });
  expect(await taken('Stop db', true)).toMatchObject({ asked: ['Stop db?'], done: ['stop db', 'start'] });
});

it('begins on what harms nothing, and can be left without', async () => {
  const first = await taken('Use port 8001', false);
  expect(first).toMatchObject({ asked: [], done: ['api on 8001', 'start'] });
  expect(first.items.map(({ label }) => label)).toEqual(['Use port 8001', 'Stop db', 'Cancel']);
  expect(first.items.some(({ isCurrent }) => isCurrent)).toBe(false);
});

it('begins on Cancel where there is no other port', async () => {
  const { items, done, asked } = await taken('Cancel', true, 'none');
  expect({ done, asked }).toEqual({ done: [], asked: [] });
  expect(items.map(({ label, isCurrent }) => [label, isCurrent])).toContainEqual(['Cancel', true]);
});
