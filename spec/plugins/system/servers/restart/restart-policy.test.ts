import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RestartPolicy } from '../../../../../plugins/system/servers/definition/server-definition.js';
import {
  afterEnd,
  NO_HISTORY,
  type RestartHistory,
  type ServerEnd,
} from '../../../../../plugins/system/servers/restart/restart-policy.js';

const policy: RestartPolicy = {
  when: 'on-failure',
  delayMs: 1_000,
  maxDelayMs: 5_000,
  maxRestarts: 5,
  windowMs: 60_000,
};

function endAt(tick: number, ranMs = 10): ServerEnd {
  return { tick, ranMs, at: 1_000_000 + tick };
}

function ends(ticks: readonly number[], rules = policy) {
  let history: RestartHistory = NO_HISTORY;
  return ticks.map((tick) => {
    const step = afterEnd(history, endAt(tick), rules);
    history = step.history;
    return step.next;
  });
}

describe('afterEnd', () => {
  it('leaves alone what has no policy', () => {
    expect(ends([0], { ...policy, when: 'no' })).toEqual([{ kind: 'nothing' }]);
  });

  it('doubles the pause up to the longest', () => {
    const nexts = ends([0, 100, 200, 300], { ...policy, maxRestarts: 10 });
    expect(nexts.map((next) => next.kind === 'retry' && next.at - 1_000_000)).toEqual([1_000, 2_100, 4_200, 5_300]);
    expect(nexts.map((next) => next.kind === 'retry' && next.attempt)).toEqual([1, 2, 3, 4]);
  });

  it('stops a crash loop and says why', () => {
    expect(ends([0, 1, 2, 3, 4]).at(-1)).toEqual({
      kind: 'nothing',
      reason: 'crash loop: ended 5 times within 60 s, not started again',
    });
    expect(ends([0], { ...policy, maxRestarts: 1 })).toMatchObject([{ reason: expect.stringMatching(/ended once/) }]);
  });

  it('forgets what is longer ago than the window', () => {
    expect(ends([0, 1, 2, 3, 70_000]).at(-1)).toMatchObject({ kind: 'retry' });
  });

  it('begins with the short pause again after a start that held', () => {
    const { history } = afterEnd(afterEnd(NO_HISTORY, endAt(0), policy).history, endAt(5_000), policy);
    expect(history.attempts).toBe(2);
    expect(afterEnd(history, endAt(100_000, 61_000), policy).next).toEqual({
      kind: 'retry',
      at: 1_101_000,
      attempt: 1,
      most: 5,
    });
  });

  it('never waits longer than the longest pause, and never tries more often in a window than allowed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 30 }), (gaps) => {
        let tick = 0;
        const ticks = gaps.map((gap) => (tick += gap));
        const nexts = ends(ticks);
        nexts.forEach((next, index) => {
          if (next.kind !== 'retry') return;
          expect(next.at - 1_000_000 - (ticks[index] ?? 0)).toBeLessThanOrEqual(policy.maxDelayMs);
          const recent = ticks.slice(0, index + 1).filter((each) => each > (ticks[index] ?? 0) - policy.windowMs);
          expect(recent.length).toBeLessThan(policy.maxRestarts);
        });
      }),
    );
  });
});
