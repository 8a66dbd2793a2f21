import { expect } from 'vitest';
import { machinePace } from './machine-pace.js';

/**
 * Expects that what took some time on the clock took less than `ms`, a limit for the machine on which it is written when it does nothing else:
 * on one that is slower or has much else to do it grows. For `*.timed.test.ts`, whose tests are tried three times.
 */
export function expectSoon(tookMs: number, ms: number, what?: string): void {
  expect(tookMs, what).toBeLessThan(tookMs < ms ? ms : ms * machinePace().clock);
}
