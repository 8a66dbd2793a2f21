import { describe, expect, it } from 'vitest';
import { RequestBook } from '../../../../../plugins/system/servers/requests/request-book.js';
import type { ServerRequest } from '../../../../../plugins/system/servers/requests/server-request.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const NOW = 1_800_000_000_000;
const request = (part: Partial<ServerRequest> = {}): ServerRequest => ({
  at: NOW,
  method: 'GET',
  path: '/',
  status: 200,
  ...part,
});

describe('the requests', () => {
  it('keeps the last thousand under numbers that never change', () => {
    const book = new RequestBook();
    for (let index = 0; index < 4_321; index += 1) book.add(request({ path: `/${index}` }));
    expect([book.first, book.end]).toEqual([3_321, 4_321]);
    expect(book.requests(4_319, 10).map(({ path }) => path)).toEqual(['/4319', '/4320']);
    expect(book.requests(0, 3_322).map(({ path }) => path)).toEqual(['/3321']);
    expect(book.requests(0, 10)).toEqual([]);
    expect(book.requests(5_000, 10)).toEqual([]);
  });

  it('tells once of all that come in one turn, and nobody after it is disposed', async () => {
    const book = new RequestBook();
    let told = 0;
    book.onDidChange(() => (told += 1));
    for (let index = 0; index < 50; index += 1) book.add(request());
    await Promise.resolve();
    expect(told).toBe(1);
    book.add(request());
    book.dispose();
    await Promise.resolve();
    expect(told).toBe(1);
  });

  it('stands ten thousand a second with a look at each frame', async () => {
    await expectQuick(600, () => {
      const book = new RequestBook();
      for (let index = 0; index < 10_000; index += 1) {
        book.add(request({ path: `/items/${index % 700}`, durationMs: index % 97 }));
        if (index % 166 === 0) book.summary(NOW);
      }
    });
  });
});

describe('the summary', () => {
  it('has percentiles by nearest rank, over the measured ones', () => {
    const book = new RequestBook();
    for (let ms = 1; ms <= 100; ms += 1) book.add(request({ durationMs: ms }));
    book.add(request({ durationMs: undefined }));
    book.add(request({ method: 'WEBSOCKET', path: '/ws', status: 101, durationMs: 3_600_000 }));
    expect(book.summary(NOW).total).toMatchObject({ count: 102, errors: 0, p50: 50, p95: 95, p99: 99 });
  });

  it('takes of a stream how soon it began, and nothing where that is not known', () => {
    const book = new RequestBook();
    book.add(request({ durationMs: 5 }));
    book.add(request({ durationMs: 60_000, firstByteMs: 7, streamed: true }));
    book.add(request({ durationMs: 60_000, streamed: true }));
    expect(book.summary(NOW).total).toMatchObject({ count: 3, p50: 5, p95: 7, p99: 7 });
  });

  it('counts per route, the most asked first; a query makes no route', () => {
    const book = new RequestBook();
    book.add(request({ path: '/a?x=1', status: 503 }));
    book.add(request({ path: '/orders/1', route: '/orders/{id}', durationMs: 3 }));
    book.add(request({ path: '/orders/2', route: '/orders/{id}', status: undefined }));
    expect(book.summary(NOW).routes).toEqual([
      { route: 'GET /orders/{id}', count: 2, errors: 1, lastStatus: undefined, p50: 3, p95: 3, p99: 3 },
      { route: 'GET /a', count: 1, errors: 1, lastStatus: 503, p50: undefined, p95: undefined, p99: undefined },
    ]);
  });

  it('has half an hour of rates that move with the time, also without requests', () => {
    const book = new RequestBook();
    for (let index = 0; index < 1_500; index += 1) book.add(request());
    book.add(request({ at: NOW - 30_000 }));
    const { rate, sliceMs, perMinute } = book.summary(NOW);
    expect([rate.length * sliceMs, rate.at(-1), rate.at(-2), perMinute]).toEqual([1_800_000, 1_500, 1, 1_501]);
    const later = book.summary(NOW + 60_000);
    expect([later.rate.at(-1), later.rate.at(-3), later.perMinute]).toEqual([0, 1_500, 0]);
    expect(book.summary(NOW + 3_600_000).rate.every((count) => count === 0)).toBe(true);
  });

  it('is the same object until something changes', () => {
    const book = new RequestBook();
    book.add(request());
    const before = book.summary(NOW);
    expect(book.summary(NOW + 10)).toBe(before);
    book.add(request());
    expect(book.summary(NOW + 10).total.count).toBe(2);
  });
});
