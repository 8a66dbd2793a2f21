import { expect, it } from 'vitest';
import { Bm25 } from './bm25.js';
import { plainWords, stemmedWords } from './words.js';

const passage = (path: string, text: string) => ({ path, startLine: 1, endLine: 1, text });
const passages = [passage('a', 'order order table'), passage('b', 'order'), passage('c', 'shelf and shelves of books')];

it('scores as worked out by hand', () => {
  const bm25 = new Bm25('plain', passages, plainWords);
  // Path and text: lengths 4, 2 and 6, mean 4; `order` is in two of three.
  const idf = Math.log(1 + 1.5 / 2.5);
  const first = (idf * 2 * 2.2) / (2 + 1.2);
  const second = (idf * 2.2) / (1 + 1.2 * (0.25 + 0.75 * 0.5));
  const scores = bm25.scores('order order');
  expect([...scores.keys()]).toEqual([0, 1]);
  expect(scores.get(0)).toBeCloseTo(first, 12);
  expect(scores.get(1)).toBeCloseTo(second, 12);
});

it('ranks what has rare words first and leaves out what has none', async () => {
  const bm25 = new Bm25('plain', passages, plainWords);
  expect((await bm25.search('order table')).map(({ path }) => path)).toEqual(['a', 'b']);
  expect(await bm25.search('nothing of it')).toEqual([passages[2]]);
  expect(await bm25.search('')).toEqual([]);
});

it('divides and stems identifiers', () => {
  expect(stemmedWords('createdOrders by HTTPServer2 the order_id')).toEqual(
    'createdord creat order httpserver2 http server 2 order_id order id'.split(' '),
  );
});
