import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PAGE_IDS, pageAfter } from '../../../../../plugins/system/tab/server/page-id.js';
import { pageAt, pageLine } from '../../../../../plugins/system/tab/server/page-line.js';

const textOf = (page: (typeof PAGE_IDS)[number], cells: number) =>
  pageLine(page, cells)
    .map(({ text }) => text)
    .join('');

it('names the pages as fully as there is room', () => {
  expect(textOf('overview', 80)).toBe(' 1 Overview   2 Requests   3 Routes   4 Client   5 Env   6 Output ');
  expect(textOf('overview', 56)).toBe('1 Overview 2 Requests 3 Routes 4 Client 5 Env 6 Output');
  expect(textOf('overview', 45)).toBe('1 Info 2 Reqs 3 Routes 4 Client 5 Env 6 Out');
  expect(textOf('overview', 37)).toBe('1Info 2Reqs 3Routes 4Client 5Env 6Out');
  expect(textOf('routes', 30)).toBe('1 2 3 Routes 4 5 6');
});

it('finds the page under a click, whatever the room', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PAGE_IDS), fc.integer({ min: 20, max: 100 }), (current, cells) => {
      const line = textOf(current, cells);
      const hit = Array.from(line, (_, cell) => pageAt(current, cells, cell));
      expect(hit.filter((page, index) => page !== undefined && page !== hit[index - 1])).toEqual([...PAGE_IDS]);
      expect(pageAt(current, cells, line.length)).toBeUndefined();
    }),
  );
});

it('goes round', () => {
  expect(pageAfter('output', 1)).toBe('overview');
  expect(pageAfter('overview', -1)).toBe('output');
});
