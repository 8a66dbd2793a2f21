import { toDisposable } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import { Owner } from '../../../core/plugins/owner.js';
import { ownedClock } from '../../../core/plugins/owned-clock.js';

it('releases in reverse order, even when one release throws', async () => {
  const owner = new Owner();
  const released: string[] = [];
  owner.own(toDisposable(() => void released.push('first')));
  owner.own(toDisposable(() => Promise.reject(new Error('stuck'))));
  owner.own(toDisposable(() => void released.push('last')));
  await expect(owner.dispose()).rejects.toThrow(AggregateError);
  expect(released).toEqual(['last', 'first']);
});

it('forgets what was released early and releases late comers at once', async () => {
  const owner = new Owner();
  let count = 0;
  void owner.own(toDisposable(() => void count++)).dispose();
  expect(owner.size).toBe(0);
  await owner.dispose();
  owner.own(toDisposable(() => void count++));
  expect(count).toBe(2);
});

it('forgets timers that have fired and reports what they throw', async () => {
  const owner = new Owner();
  const errors: unknown[] = [];
  const clock = ownedClock(owner.own, (error) => errors.push(error));
  await new Promise<void>((resolve) => {
    clock.setTimeout(() => {
      resolve();
      throw new Error('in a timer');
    }, 1);
  });
  expect(owner.size).toBe(0);
  expect(errors).toHaveLength(1);
});
