import type { Disposable } from 'devmgr/plugin-api';

export interface SlicedWorkOptions<Result> {
  /** Milliseconds; any origin. */
  now(): number;
  /** Runs one slice and says how it went; catches what the steps throw. */
  guard(slice: () => IteratorResult<void, Result> | undefined): IteratorResult<void, Result> | undefined | 'failed';
  done(result: Result): void;
  failed(): void;
}

/** Longest time that a slice takes before the event loop gets its turn, in milliseconds. */
const SLICE_MS = 4;

/**
 * Does `steps` in slices of at most 4 ms, the first one at once: short work is done when this returns.
 * Disposing stops it.
 */
export function runInSlices<Result>(steps: Iterator<void, Result>, options: SlicedWorkOptions<Result>): Disposable {
  let next: NodeJS.Immediate | undefined;
  const turn = () => {
    next = undefined;
    const state = options.guard(() => runSlice(steps, options.now));
    if (state === 'failed') options.failed();
    else if (state?.done) options.done(state.value);
    else next = setImmediate(turn);
  };
  turn();
  return {
    dispose() {
      if (next) clearImmediate(next);
    },
  };
}

function runSlice<Result>(steps: Iterator<void, Result>, now: () => number): IteratorResult<void, Result> | undefined {
  const end = now() + SLICE_MS;
  for (let state = steps.next(); ; state = steps.next()) {
    if (state.done) return state;
    if (now() >= end) return undefined;
  }
}
