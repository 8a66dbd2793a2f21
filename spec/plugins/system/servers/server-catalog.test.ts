import { expect, it } from 'vitest';
import { appDefinition } from '../../../../plugins/system/servers/definition/app-definition.js';
import { ServerBook } from '../../../../plugins/system/servers/server-book.js';
import { ServerCatalog } from '../../../../plugins/system/servers/server-catalog.js';
import { systemClock } from '../support/server-project.js';

function catalog(...targets: string[]) {
  const book = new ServerBook(systemClock);
  const looks: number[] = [];
  const discover = () => {
    looks.push(targets.length);
    const servers = targets.map((target) =>
      appDefinition('/p', target.split(':')[0] ?? '', { target, searchPath: '/p', factory: false, source: 'x' }),
    );
    return Promise.resolve({ servers, tried: ['main.py'], problems: [] });
  };
  return { made: new ServerCatalog({ root: '/p', discover }, book), book, looks, targets };
}

it('looks once, and again when it is told to', async () => {
  const { made, book, looks, targets } = catalog('web:app');
  expect([made.isDiscovered, made.tried]).toEqual([false, []]);
  await Promise.all([made.discover(), made.resolve(undefined)]);
  expect([made.isDiscovered, made.tried, looks]).toEqual([true, ['main.py'], [1]]);
  targets.push('mail:app');
  await made.rediscover();
  expect(book.names()).toEqual(['web', 'mail']);
});

it('knows who is meant', async () => {
  const { made } = catalog('web:app', 'mail:app');
  expect(await made.resolve(undefined)).toBe('web');
  expect(await made.resolve('mail')).toBe('mail');
  expect(await made.resolve(undefined, 'mail:app')).toBe('mail');
  await expect(made.resolve('mial')).rejects.toThrow('mial');
  await expect(made.resolve(undefined, 'no target')).rejects.toMatchObject({ code: expect.any(String) as string });
});

it('makes a server of an application that nobody has defined', async () => {
  const { made, book } = catalog();
  await expect(made.resolve(undefined)).rejects.toThrow();
  expect(await made.resolve(undefined, 'other:make()')).toBe('api');
  expect(book.definition('api')?.runs).toMatchObject({ kind: 'app', target: 'other:make', factory: true });
  expect(book.definition('api')?.source).toBe('--app');
});

it('serves another application under a known name when that is asked for', async () => {
  const { made, book } = catalog('web:app');
  await made.discover();
  expect(made.serving('web', undefined)).toBe(book.definition('web'));
  expect(made.serving('web', 'web:app').source).toBe('x');
  expect(made.serving('web', 'other:app').target).toBe('other:app');
  expect(book.definition('web')?.target).toBe('other:app');
});
