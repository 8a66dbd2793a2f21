import type { WatchEffect, WatchModel, WatchStep } from './watch-model.js';

export function stay(model: WatchModel, effects: readonly WatchEffect[] = []): WatchStep {
  return { model, effects };
}

/** Without doubles, the first first. */
export function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}

/** What is being chosen waits again: it is chosen anew, with what has come since. */
export function takeBack(model: WatchModel): WatchModel {
  const { choosing } = model;
  if (!choosing) return model;
  const pending = union(choosing.files, model.pending);
  return { ...model, choosing: undefined, pending, wish: model.wish ?? choosing.wish };
}

/** Begins what is waiting, unless something is on: one choice and one run at a time. What changed and concerns no run is collected anew at once. */
export function whatNext(model: WatchModel, effects: readonly WatchEffect[] = []): WatchStep {
  if (model.run || model.choosing) return stay(model, effects);
  const { wish, pending, untested } = model;
  if (wish === undefined && pending.length === 0) {
    return model.isStale ? stay({ ...model, isStale: false }, [...effects, { kind: 'collect' }]) : stay(model, effects);
  }
  const files = union(pending, untested);
  const generation = model.generation + 1;
  return stay(
    { ...model, wish: undefined, pending: [], untested: [], generation, choosing: { generation, files, wish } },
    [...effects, { kind: 'choose', generation, files, wish }],
  );
}
