import { describe, expect, it } from 'vitest';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { ProviderLimits } from '../../../../../plugins/system/providers/status/provider-limits.js';

function memory() {
  const values = new Map<string, unknown>();
  return {
    get: (key: string) => values.get(key),
    set: async (key: string, value: unknown) => void values.set(key, JSON.parse(JSON.stringify(value))),
  };
}

const LIMIT = { reason: 'too many requests', until: 60_000 };

describe('limits of providers', () => {
  it('are over when their time is, and say so', () => {
    const clock = new FakeClock();
    const limits = new ProviderLimits({ state: memory(), clock });
    const changed: string[] = [];
    limits.onDidChange((id) => changed.push(`${id} ${limits.get(id)?.reason ?? 'free'}`));
    limits.set('acme', LIMIT);
    clock.advance(59_999);
    expect(limits.get('acme')).toEqual(LIMIT);
    clock.advance(1);
    expect(changed).toEqual(['acme too many requests', 'acme free']);
    limits.dispose();
    expect(clock.pending).toBe(0);
  });

  it('are known to the next devmgr of the project, also when they were taken away', () => {
    const state = memory();
    const clock = new FakeClock();
    const first = new ProviderLimits({ state, clock });
    first.set('acme', LIMIT);
    first.set('other', LIMIT);
    first.set('other', undefined);
    const second = new ProviderLimits({ state, clock });
    expect(second.get('acme')).toEqual(LIMIT);
    expect(second.get('other')).toBeUndefined();
  });

  it.each([7, 'x', { until: 'soon' }, { reason: 'no date', until: 1e300 }, [], null])(
    'that are stored as %j are none',
    (stored) => {
      const state = { get: () => stored as unknown, set: async () => undefined };
      expect(new ProviderLimits({ state, clock: new FakeClock() }).get('acme')).toBeUndefined();
    },
  );

  it('that cannot be stored hold all the same', () => {
    const state = { get: () => undefined, set: () => Promise.reject(new Error('disk full')) };
    const limits = new ProviderLimits({ state, clock: new FakeClock() });
    limits.set('acme', LIMIT);
    expect(limits.get('acme')).toEqual(LIMIT);
  });
});
