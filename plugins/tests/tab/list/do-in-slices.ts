/** Longest time that one piece of work takes before others get their turn, in milliseconds. */
const sliceMs = 4;

/** Does `steps` in slices; work that is short is done without a pause. Rejects with the reason of `signal` when that is aborted. */
export async function doInSlices<Result>(steps: Generator<void, Result>, signal: AbortSignal): Promise<Result> {
  for (;;) {
    const until = performance.now() + sliceMs;
    let state = steps.next();
    while (!state.done && performance.now() < until) state = steps.next();
    if (state.done) return state.value;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
}
