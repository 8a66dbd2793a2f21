import { describe, expect, it } from 'vitest';
import { ClockWatch } from '../../../../plugins/system/servers/clock-watch.js';

describe('ClockWatch', () => {
  it('tells a clock that was set from time that passes, also in sleep', () => {
    let [now, up] = [1_000_000_000, 5_000_000];
    const watch = new ClockWatch({ now: () => now }, () => up);
    now += 8 * 3_600_000;
    up += 8 * 3_600_000;
    expect(watch.look()).toBe(0);
    now += 2_000 + 3_600_000;
    up += 2_000;
    expect(watch.look()).toBe(3_600_000);
    expect(watch.look()).toBe(0);
    now -= 7_200_000;
    expect(watch.look()).toBe(-7_200_000);
  });

  it('takes rounding for no change', () => {
    let now = 1_000_000_000;
    const watch = new ClockWatch({ now: () => now }, () => 5_000_000);
    now += 900;
    expect(watch.look()).toBe(0);
  });
});
