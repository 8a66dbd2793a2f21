import { expect, it } from 'vitest';
import { DevmgrError, DisposableStore, Emitter, Store, definePlugin, toDisposable } from 'devmgr/plugin-api';

it('an emitter fires in order, survives a throwing listener and one that leaves', () => {
  const errors: unknown[] = [];
  const emitter = new Emitter<number>((error) => errors.push(error));
  const seen: string[] = [];
  emitter.event(() => {
    throw new Error('first');
  });
  const leaving = emitter.event((value) => {
    seen.push(`a${value}`);
    void leaving.dispose();
  });
  emitter.event((value) => seen.push(`b${value}`));
  emitter.fire(1);
  emitter.fire(2);
  expect(seen).toEqual(['a1', 'b1', 'b2']);
  expect(errors).toHaveLength(2);
});

it('the same function subscribed twice is called twice', () => {
  const emitter = new Emitter<void>();
  let calls = 0;
  const listener = () => void calls++;
  const first = emitter.event(listener);
  emitter.event(listener);
  void first.dispose();
  emitter.fire();
  expect(calls).toBe(1);
});

it('a store fires for other values only', () => {
  const store = new Store(1);
  const seen: number[] = [];
  store.onDidChange((value) => seen.push(value));
  store.set(1);
  store.update((value) => value + 1);
  expect([store.get(), seen]).toEqual([2, [2]]);
});

it('disposables run once, in reverse, and at once when late', async () => {
  const order: number[] = [];
  const store = new DisposableStore();
  const first = store.add(toDisposable(() => void order.push(1)));
  store.add(toDisposable(() => void order.push(2)));
  await store.dispose();
  void first.dispose();
  store.add(toDisposable(() => void order.push(3)));
  expect(order).toEqual([2, 1, 3]);
});

it('errors are known across copies of the package', () => {
  const error = new DevmgrError({ code: 'DEVMGR_USAGE', message: 'm', hint: 'h' });
  expect(DevmgrError.isInstance(error)).toBe(true);
  expect(DevmgrError.isInstance(new Error('m'))).toBe(false);
  expect(DevmgrError.isInstance(null)).toBe(false);
  const foreign = Object.assign(new Error('x'), { [Symbol.for('devmgr.error')]: true });
  expect(DevmgrError.isInstance(foreign)).toBe(true);
});

it('a plugin without activate is refused', () => {
  expect(() => definePlugin({} as never)).toThrow(/activate/);
});
