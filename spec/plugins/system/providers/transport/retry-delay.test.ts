import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../../../plugins/system/providers/transport/retry-after.js';
import { retryDelay, type FailedAttempt } from '../../../../../plugins/system/providers/transport/retry-delay.js';

const now = Date.parse('2026-11-22T12:00:00Z');

function headers(values: Record<string, string>): (name: string) => string | undefined {
  return (name) => values[name];
}

describe('retryAfterMs', () => {
  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': ' 0.5 ' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after-ms': '1250', 'retry-after': '7' }, 1_250],
    [{ 'retry-after-ms': 'soon', 'retry-after': '7' }, 7_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sunday, 22-Nov-26 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '6m0s' }, undefined],
    [{ 'retry-after': 'later' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
  ])('%j', (values, expected) => {
    expect(retryAfterMs(headers(values), now)).toBe(expected);
  });
});

describe('retryDelay', () => {
  function delay(over: Partial<FailedAttempt>, values: Record<string, string> = {}): number | undefined {
    return retryDelay({ status: 500, header: headers(values), attempt: 1, retries: 2, now, random: 0, ...over });
  }

  it.each([undefined, 408, 409, 429, 500, 502, 503, 504, 529])('asks again after %s', (status) => {
    expect(delay({ status })).toBe(500);
  });

  it.each([200, 307, 400, 401, 402, 403, 404, 413, 422, 499])('does not ask again after %s', (status) => {
    expect(delay({ status })).toBeUndefined();
  });

  it('the server knows best whether it is worth it', () => {
    expect(delay({ status: 503 }, { 'x-should-retry': 'false' })).toBeUndefined();
    expect(delay({ status: 400 }, { 'x-should-retry': 'true' })).toBe(500);
    expect(delay({ status: 400 }, { 'x-should-retry': 'perhaps' })).toBeUndefined();
  });

  it('and how long it takes, up to a minute', () => {
    expect(delay({ status: 429 }, { 'retry-after': '60' })).toBe(60_000);
    expect(delay({ status: 429 }, { 'retry-after': '61' })).toBeUndefined();
    expect(delay({ status: 429, random: 0.9 }, { 'retry-after-ms': '20' })).toBe(20);
    expect(delay({ status: 400 }, { 'x-should-retry': 'true', 'retry-after': '3600' })).toBeUndefined();
  });

  it('twice as long each time, up to eight seconds', () => {
    const delays = [1, 2, 3, 4, 5, 6, 60].map((attempt) => delay({ attempt, retries: 100 }));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });

  it('less up to a quarter, so that not all come back at once', () => {
    expect(delay({ random: 0.5 })).toBe(437.5);
    expect(delay({ random: 0.999 })).toBeGreaterThan(375);
  });

  it('only as often as allowed', () => {
    expect(delay({ attempt: 2 })).toBe(1_000);
    expect(delay({ attempt: 3 })).toBeUndefined();
    expect(delay({ retries: 0 })).toBeUndefined();
    expect(delay({ attempt: 3 }, { 'x-should-retry': 'true' })).toBeUndefined();
  });
});
