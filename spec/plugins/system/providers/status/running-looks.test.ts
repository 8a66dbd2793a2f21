import { expect, it } from 'vitest';
import { RunningLooks } from '../../../../../plugins/system/providers/status/running-looks.js';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

it('providers are looked at from the first look that begins to the last one that ends, however they end', async () => {
  const looks = new RunningLooks();
  const told: (readonly string[])[] = [];
  looks.ids.onDidChange((ids) => told.push(ids));
  const ends: (() => void)[] = [];
  const look = () => new Promise<void>((resolve) => ends.push(resolve));
  const first = looks.during('a', look);
  const others = [looks.during('a', look), looks.during('b', look)];
  expect([looks.has('a'), looks.has('b'), looks.has('c')]).toEqual([true, true, false]);
  await turn();
  ends[0]?.();
  await first;
  expect(looks.has('a')).toBe(true);
  ends.forEach((end) => end());
  await Promise.all(others);
  await expect(looks.during('c', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(looks.has('c')).toBe(false);
  await turn();
  expect(told[0]).toEqual(['a', 'b']);
  expect(told.at(-1)).toEqual([]);
});
