import { describe, expect, it } from 'vitest';
import {
  addToast,
  dismissToast,
  expireToasts,
  nextExpiry,
  type ToastList,
} from '../../../../core/screen/overlay/toast-list.js';

const info = (message: string) => ({ severity: 'info' as const, message });
const add = (messages: readonly string[]) =>
  messages.reduce<ToastList>((list, message, id) => addToast(list, info(message), id, 1000 + id), []);

describe('toasts', () => {
  it('stack four at most, newest last', () => {
    expect(add(['a', 'b', 'c', 'd', 'e']).map((toast) => toast.message)).toEqual(['b', 'c', 'd', 'e']);
  });

  it('disappear after 4 s, errors after 8 s', () => {
    const list = addToast(addToast([], info('fine'), 1, 0), { severity: 'error', message: 'broken' }, 2, 0);
    expect(nextExpiry(list)).toBe(4000);
    expect(expireToasts(list, 3999)).toBe(list);
    expect(expireToasts(list, 4000).map((toast) => toast.message)).toEqual(['broken']);
    expect(expireToasts(list, 8000)).toEqual([]);
    expect(nextExpiry([])).toBeUndefined();
  });

  it('count what is said again instead of stacking it', () => {
    const list = addToast(addToast(add(['a', 'b']), info('a'), 9, 3000), info('a'), 10, 3500);
    expect(list.map((toast) => [toast.id, toast.message, toast.count, toast.until])).toEqual([
      [1, 'b', 1, 5001],
      [0, 'a', 3, 7500],
    ]);
  });

  it('disappear even when they are said again and again', () => {
    let list: ToastList = [];
    let last = 0;
    for (let now = 0; now <= 16_000 && last === 0; now += 1000) {
      if (now > 0 && expireToasts(list, now).length === 0) last = now;
      list = addToast(list, { severity: 'error', message: 'broken' }, 1, now);
    }
    expect(last).toBe(16_000);
  });

  it('are dismissed one by one', () => {
    expect(dismissToast(add(['a', 'b']), 0).map((toast) => toast.message)).toEqual(['b']);
  });
});
