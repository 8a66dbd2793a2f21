import { describe, expect, it } from 'vitest';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { HealthMonitor } from '../../../../../plugins/system/servers/health/health-monitor.js';
import type { ProbeOutcome } from '../../../../../plugins/system/servers/health/probe-outcome.js';

const bad: ProbeOutcome = { kind: 'bad', answered: false, reason: 'silent' };
const good: ProbeOutcome = { kind: 'good', latencyMs: 1, path: '/' };

/** While it sleeps no timer gets nearer. */
class SleepingClock extends FakeClock {
  #sleptMs = 0;

  override now(): number {
    return super.now() + this.#sleptMs;
  }

  /** What a clock shows that stands still as well. */
  get awakeMs(): number {
    return super.now();
  }

  /** Of the machine. */
  sleep(ms: number): void {
    this.#sleptMs += ms;
  }
}

function monitor(delays: readonly number[], random = () => 0) {
  const clock = new SleepingClock();
  const asked: { at: number; signal: AbortSignal; answer: (outcome: ProbeOutcome) => void }[] = [];
  const taken: number[] = [];
  const made = new HealthMonitor({
    clock,
    random,
    timeoutMs: 5_000,
    monotonicNow: () => clock.awakeMs,
    look: (signal) => new Promise((answer) => asked.push({ at: clock.now(), signal, answer })),
    onOutcome: () => delays[taken.push(clock.now()) - 1] ?? 1_000,
  });
  const answer = async (outcome: ProbeOutcome = good) => {
    asked.at(-1)?.answer(outcome);
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

  it('looks a little earlier than it was told, so that servers do not all look at once; short delays are kept', async () => {
    const { clock, made, asked, answer } = monitor([2_000], () => 0.5);
    made.start(150);
    clock.advance(150);
    await answer();
    clock.advance(1_900);
    expect(asked.map(({ at }) => at)).toEqual([150, 2_050]);
  });

  // What timers wait for stands still while the machine sleeps; afterwards the clock has gone on.
  it.each(['between two looks', 'during a look'])('a machine that slept %s is given time to wake up', async (when) => {
    const { clock, made, asked, taken, answer } = monitor([]);
    made.start(0);
    clock.advance(0);
    if (when === 'between two looks') {
      await answer();
      clock.sleep(3_600_000);
      clock.advance(1_000);
    } else {
      clock.sleep(3_600_000);
    }
    const before = taken.length;
    await answer(bad);
    clock.advance(1_000);
    await answer(bad);
    expect(taken).toHaveLength(before);
    clock.advance(1_000);
    await answer(good);
    expect(taken).toHaveLength(before + 1);
    expect(asked.length).toBeGreaterThan(2);
  });

  it('a server that does not come back after a sleep is bad all the same', async () => {
    const { clock, made, taken, answer } = monitor([]);
    made.start(0);
    clock.advance(0);
    clock.sleep(3_600_000);
    for (let second = 0; second < 12; second += 1) {
      await answer(bad);
      clock.advance(1_000);
    }
    expect(taken.length).toBeGreaterThan(0);
  });

  it('bad looks of a machine that did not sleep count at once', async () => {
    const { clock, made, taken, answer } = monitor([]);
    made.start(0);
    clock.advance(0);
    clock.advance(5_000);
    await answer(bad);
    expect(taken).toHaveLength(1);
  });
});
