import { describe, expect, it } from 'vitest';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { HealthMonitor } from '../../../../../plugins/system/servers/health/health-monitor.js';
import type { ProbeOutcome } from '../../../../../plugins/system/servers/health/probe-outcome.js';

const good: ProbeOutcome = { kind: 'good', latencyMs: 1, path: '/' };

function monitor(delays: readonly number[]) {
  const clock = new FakeClock();
  const asked: { at: number; signal: AbortSignal; answer: (outcome: ProbeOutcome) => void }[] = [];
  const taken: number[] = [];
  const made = new HealthMonitor({
    clock,
    look: (signal) => new Promise((answer) => asked.push({ at: clock.now(), signal, answer })),
    onOutcome: () => delays[taken.push(clock.now()) - 1] ?? 1_000,
  });
  const answer = async () => {
    asked.at(-1)?.answer(good);
    // The outcome is taken in a later microtask.
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, made, asked, taken, answer };
}

describe('HealthMonitor', () => {
  it('looks after the first delay and then as it is told', async () => {
    const { clock, made, asked, answer } = monitor([500, 2_000]);
    made.start(150);
    clock.advance(149);
    expect(asked).toHaveLength(0);
    clock.advance(1);
    await answer();
    clock.advance(500);
    await answer();
    clock.advance(1_999);
    expect(asked.map(({ at }) => at)).toEqual([150, 650]);
    clock.advance(1);
    expect(asked.map(({ at }) => at)).toEqual([150, 650, 2_649 + 1]);
  });

  it('never looks twice at once', () => {
    const { clock, made, asked } = monitor([]);
    made.start(0);
    clock.advance(60_000);
    expect(asked).toHaveLength(1);
  });

  it('lets go of everything, and uses no late outcome', async () => {
    const { clock, made, asked, taken, answer } = monitor([]);
    made.start(0);
    clock.advance(0);
    made.dispose();
    expect(asked[0]?.signal.aborted).toBe(true);
    await answer();
    expect(taken).toEqual([]);
    expect(clock.pending).toBe(0);
    made.start(0);
    expect(clock.pending).toBe(0);
  });
});
