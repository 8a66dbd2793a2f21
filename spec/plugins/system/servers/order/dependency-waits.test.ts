import { Emitter } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { expect, it } from 'vitest';
import { appDefinition } from '../../../../../plugins/system/servers/definition/app-definition.js';
import { DependencyWaits } from '../../../../../plugins/system/servers/order/dependency-waits.js';
import { ServerBook } from '../../../../../plugins/system/servers/server-book.js';
import { systemClock } from '../../support/server-project.js';

const define = (name: string, ...needs: string[]) => ({
  ...appDefinition('/p', name, { target: `${name}:app`, searchPath: '/p', factory: false, source: 'x' }),
  dependsOn: needs.map((each) => ({ name: each, condition: 'started' as const })),
});
const api = define('api', 'db');

/** `api`, which is about to start and needs `db`. */
function project() {
  const book = new ServerBook(systemClock);
  book.defineAll([api, define('db')]);
  const request = (name: string) =>
    void book.dispatch(name, {
      type: 'start-requested',
      generation: 1,
      identity: { name, kind: 'app', target: `${name}:app` },
      url: '',
      waitsFor: [],
      isRetry: false,
    });
  request('api');
  const started: string[] = [];
  const start = (name: string) => {
    started.push(name);
    request(name);
    return Promise.resolve();
  };
  const waits = new DependencyWaits({ book, start, isRestarting: () => false });
  const run = (name: string) => book.dispatch(name, { type: 'spawned', generation: 1, pid: 7, at: 0, tick: 0 });
  return { book, waits, started, run };
}

const waitsFor = (book: ServerBook) => {
  const { state } = book.record('api');
  return state.status === 'starting' ? state.waitsFor : undefined;
};

it('starts what is needed, says what it waits for, and goes on when that is there', async () => {
  const { book, waits, started, run } = project();
  const done = waits.wait(api, 1);
  expect([started, waitsFor(book)]).toEqual([['db'], ['db']]);
  run('db');
  book.dispatch('db', { type: 'listening', generation: 1 });
  book.dispatch('db', {
    type: 'probed',
    generation: 1,
    outcome: { kind: 'good', latencyMs: 1, path: '/' },
    rules: { intervalMs: 1, failureThreshold: 1, successThreshold: 1, startupTimeoutMs: 1 },
  });
  await done;
  expect(waitsFor(book)).toEqual([]);
});

it('waits no longer when it is given up', async () => {
  const { waits } = project();
  const done = waits.wait(api, 1);
  waits.giveUp('nobody');
  waits.giveUp('api');
  await expect(done).resolves.toBeUndefined();
});

it('fails with the one that is needed', async () => {
  const { book, waits } = project();
  const done = waits.wait(api, 1);
  // `db` has been given up before anything ran, and nobody starts it any more.
  await Promise.resolve();
  book.dispatch('db', { type: 'start-abandoned', generation: 1 });
  await expect(done).rejects.toThrow('db');
});

it('takes what another devmgr runs', async () => {
  const { waits, started } = project();
  const changes = new Emitter<unknown>();
  const there: ServerState = {
    name: 'db',
    kind: 'app',
    target: 'db:app',
    restarts: 0,
    status: 'running',
    pid: 9,
    startedAt: 0,
    url: '',
    health: { kind: 'healthy', latencyMs: 1, path: '/' },
    metrics: { cpuPercent: 0, rssBytes: 0, latenciesMs: [] },
  };
  let state: ServerState = { ...there, status: 'starting', phase: 'starting', waitsFor: [], pid: 9, url: '' };
  let isKnown = false;
  waits.knowElsewhere({
    known: () => Promise.resolve().then(() => void (isKnown = true)),
    state: (name) => (name === 'db' && isKnown ? state : undefined),
    onDidChange: changes.event,
  });
  const done = waits.wait(api, 1);
  await expect.poll(() => isKnown).toBe(true);
  expect(started).toEqual([]);
  state = there;
  changes.fire(undefined);
  await done;
  expect(started).toEqual([]);
});
