import { describe, expect, it } from 'vitest';
import { FrameScheduler, type FrameSchedulerOptions, type FrameTimers } from '../../../core/screen/frame-scheduler.js';

/** Time that passes only when told to. */
class FakeTime implements FrameTimers {
  #now = 1000;
  readonly #timers = new Map<number, { at: number; callback: () => void }>();
  #ids = 0;

  now = () => this.#now;

  set = (callback: () => void, ms: number) => {
    this.#timers.set(++this.#ids, { at: this.#now + ms, callback });
    return this.#ids;
  };

  clear = (timer: unknown) => void this.#timers.delete(timer as number);

  get pending(): number {
    return this.#timers.size;
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [id, timer] = [...this.#timers].sort((a, b) => a[1].at - b[1].at)[0] ?? [];
      if (id === undefined || !timer || timer.at > end) break;
      this.#timers.delete(id);
      this.#now = timer.at;
      timer.callback();
    }
    this.#now = end;
  }
}

function start(options: Partial<FrameSchedulerOptions> = {}) {
  const time = new FakeTime();
  const frames: number[] = [];
  const errors: unknown[] = [];
  const scheduler = new FrameScheduler({
    paint: () => void frames.push(time.now()),
    isBusy: () => false,
    onError: (error) => errors.push(error),
    timers: time,
    ...options,
  });
  return { time, frames, errors, scheduler };
}

describe('the frame scheduler', () => {
  it('paints at once after a quiet time, then at most every 33 ms', () => {
    const { time, frames, scheduler } = start();
    for (let ms = 0; ms < 200; ms++) {
      scheduler.request();
      scheduler.request();
      time.advance(1);
    }
    expect(frames).toEqual([1000, 1033, 1066, 1099, 1132, 1165, 1198]);
  });

  it('paints nothing when nobody asks', () => {
    const { time, frames, scheduler } = start();
    scheduler.request();
    time.advance(1000);
    expect(frames).toHaveLength(1);
    expect(time.pending).toBe(0);
  });

  it('paints at once for a key, and keeps the distance from then on', () => {
    const { time, frames, scheduler } = start();
    scheduler.request();
    time.advance(10);
    scheduler.now();
    scheduler.request();
    time.advance(100);
    expect(frames).toEqual([1000, 1010, 1043]);
  });

  it('skips frames while the terminal does not take the last ones', () => {
    let busy = true;
    const { time, frames, scheduler } = start({ isBusy: () => busy });
    scheduler.request();
    time.advance(200);
    expect(frames).toEqual([]);
    busy = false;
    time.advance(33);
    expect(frames).toHaveLength(1);
    expect(time.pending).toBe(0);
  });

  it('goes on after a paint that throws', () => {
    let broken = true;
    const { time, errors, scheduler } = start({
      paint: () => {
        if (broken) throw new Error('no');
      },
    });
    scheduler.now();
    broken = false;
    scheduler.request();
    time.advance(100);
    expect(errors).toEqual([new Error('no')]);
    expect(scheduler.stats.frames).toBe(2);
  });

  it('measures the longest frame', () => {
    const { time, scheduler } = start({ paint: () => time.advance(7) });
    scheduler.now();
    expect(scheduler.stats).toEqual({ frames: 1, longestMs: 7 });
  });

  it('stops while paused and for good when disposed', () => {
    const { time, frames, scheduler } = start();
    scheduler.request();
    scheduler.pause();
    scheduler.now();
    time.advance(100);
    expect(frames).toEqual([]);
    scheduler.resume();
    scheduler.now();
    scheduler.dispose();
    scheduler.request();
    time.advance(100);
    expect(frames).toHaveLength(1);
    expect(time.pending).toBe(0);
  });
});
