import { expect, it } from 'vitest';
import { reduceWatch } from '../../../../plugins/tests/watch/reduce-watch.js';
import { newWatch, type WatchModel } from '../../../../plugins/tests/watch/watch-model.js';

/** Runs during each of which the file of that run changes; says which of them start another. */
function started(fileOf: (run: number) => string, runs: number): boolean[] {
  const on = { ...newWatch([]), isOn: true };
  return Array.from({ length: runs }).reduce<{ model: WatchModel; found: boolean[] }>(
    ({ model, found }, _, index) => {
      const running = { ...model, run: { choice: undefined, isCancelled: false }, runs: model.runs + 1, pending: [] };
      const next = reduceWatch(running, { kind: 'changed', files: [fileOf(index)], at: index }).model;
      return { model: { ...next, run: undefined }, found: [...found, next.pending.length > 0] };
    },
    { model: on, found: [] },
  ).found;
}

it('a file that each run writes starts no more runs, nor does one of a new name each time; code is edited for longer', () => {
  expect(started(() => 'out/x.json', 4)).toEqual([true, false, false, false]);
  expect(started((run) => `out/${run}.json`, 6)).toEqual([true, true, true, false, false, false]);
  expect(started((run) => `${run}.txt`, 4)).toEqual([true, true, true, false]);
  expect(started((run) => `app/${run}.py`, 6)).toEqual([true, true, true, true, true, true]);
});
