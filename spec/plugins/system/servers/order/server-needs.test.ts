import { expect, it } from 'vitest';
import { appDefinition } from '../../../../../plugins/system/servers/definition/app-definition.js';
import { ServerNeeds } from '../../../../../plugins/system/servers/order/server-needs.js';
import { ServerBook } from '../../../../../plugins/system/servers/server-book.js';
import { systemClock } from '../../support/server-project.js';

const graph = { web: ['api'], api: ['db', 'cache'], cache: ['db'], db: [], mail: [] };

function project() {
  const book = new ServerBook(systemClock);
  book.defineAll(
    Object.entries(graph).map(([name, needs]) => ({
      ...appDefinition('/p', name, { target: `${name}:app`, searchPath: '/p', factory: false, source: 'x' }),
      dependsOn: needs.map((each) => ({ name: each, condition: 'healthy' as const })),
    })),
  );
  const start = (name: string) =>
    book.dispatch(name, {
      type: 'start-requested',
      generation: 1,
      identity: { name, kind: 'app', target: `${name}:app` },
      url: '',
      waitsFor: [],
      isRetry: false,
    });
  return { needs: new ServerNeeds(book), start };
}

it('says what must be started beside what is asked for', () => {
  const { needs, start } = project();
  expect(needs.neededBy(['web']).sort()).toEqual(['api', 'cache', 'db']);
  start('db');
  expect(needs.neededBy(['web', 'cache'])).toEqual(['api']);
  expect(needs.ordered(['web', 'mail', 'db', 'api'])).toEqual(['db', 'api', 'web', 'mail']);
});

it('says who runs and needs it', () => {
  const { needs, start } = project();
  expect(needs.runningUsers('db')).toEqual([]);
  start('web');
  start('mail');
  expect(needs.runningUsers('db')).toEqual(['web']);
  expect(needs.isUp('web')).toBe(true);
  expect(needs.isUp('nobody')).toBe(false);
});

it('ends each server after all that need it, and the others at the same time', async () => {
  const { needs } = project();
  const ended: string[] = [];
  const waiting = new Map<string, () => void>();
  const done = needs.endInOrder(Object.keys(graph), (name) => {
    ended.push(name);
    return new Promise((resolve) => waiting.set(name, resolve));
  });
  const finish = async (name: string) => {
    waiting.get(name)?.();
    await new Promise(setImmediate);
  };
  await new Promise(setImmediate);
  expect(ended).toEqual(['web', 'mail']);
  await finish('web');
  await finish('api');
  expect(ended).toEqual(['web', 'mail', 'api', 'cache']);
  await finish('cache');
  await finish('db');
  await finish('mail');
  await done;
  expect(ended).toEqual(['web', 'mail', 'api', 'cache', 'db']);
});
