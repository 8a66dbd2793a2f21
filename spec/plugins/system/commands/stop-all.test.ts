import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { expect, it } from 'vitest';
import { stopAll } from '../../../../plugins/system/commands/stop-all.js';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';

const running = (name: string, more: Partial<ServerState> = {}) =>
  ({
    name,
    kind: 'app',
    target: name,
    restarts: 0,
    status: 'running',
    pid: 1,
    startedAt: 0,
    url: '',
    health: { kind: 'unknown' },
    metrics: { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] },
    ...more,
  }) as ServerState;

const servers = [
  running('api'),
  running('db', { detached: true, owner: 7 }),
  running('web', { owner: 8 }),
  { name: 'old', kind: 'app', target: '', restarts: 0, status: 'stopped' } as const,
];

function press(all: readonly ServerState[], agrees: boolean) {
  const stopped: string[][] = [];
  const asked: string[] = [];
  const parts = {
    manager: {
      all: { get: () => all },
      stopAll: (names: readonly string[]) => Promise.resolve(void stopped.push([...names])),
    },
    context: {
      screen: {
        confirm: ({ title, detail = '' }: { title: string; detail?: string }) => {
          asked.push(`${title} ${detail}`);
          return Promise.resolve(agrees);
        },
      },
    },
  } as unknown as SystemParts;
  return {
    stopped,
    asked,
    done: Promise.resolve(stopAll(parts).run({ source: 'key', signal: new AbortController().signal })),
  };
}

it('asks for those that run in the background or in another devmgr', async () => {
  const { stopped, asked, done } = press(servers, true);
  await done;
  expect(asked).toEqual([
    'Stop db, web too? db runs in the background and goes on when devmgr ends; web is run by another devmgr (pid 8).',
  ]);
  expect(stopped).toEqual([['api'], ['db', 'web']]);
});

it('leaves them alone otherwise', async () => {
  const { stopped, done } = press(servers, false);
  await done;
  expect(stopped).toEqual([['api']]);
});

it('asks nothing where there are none', async () => {
  const { stopped, asked, done } = press([running('api')], true);
  await done;
  expect(asked).toEqual([]);
  expect(stopped).toEqual([['api']]);
});
