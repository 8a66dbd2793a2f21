import { reduceChanged } from './reduce-changed.js';
import { reduceRunEnded } from './reduce-run-ended.js';
import {
  newWatch,
  type Choice,
  type WatchEvent,
  type WatchModel,
  type WatchStep,
  type WatchWish,
} from './watch-model.js';
import { stay, takeBack, union, whatNext } from './watch-steps.js';

/**
 * What watching does next. Pure; what it wants done comes back as effects, each of which is answered by an event: `choose` by `chosen` or
 * `not-chosen` with its generation, `run` by `run-refused` or `run-ended`, `cancel` by `run-ended`.
 */
export function reduceWatch(model: WatchModel, event: WatchEvent): WatchStep {
  if (event.kind === 'started') return started(model, event);
  if (event.kind === 'unpinned') return stay({ ...model, pinned: without(model.pinned, [event.id]) });
  if (!model.isOn) return stay(model);
  switch (event.kind) {
    case 'stopped':
      return stopped(model);
    case 'settling':
      return stay(model.isSettling ? model : { ...model, isSettling: true });
    case 'changed':
      return reduceChanged(model, event);
    case 'wished':
      return wished(model, event.wish);
    case 'chosen':
      return event.generation === model.choosing?.generation ? chosen(model, event.choice) : stay(model);
    case 'not-chosen':
      return event.generation === model.choosing?.generation ? notChosen(model, event.problem) : stay(model);
    case 'run-began':
      return stay(
        model.run ? model : { ...model, run: { choice: undefined, isCancelled: false }, runs: model.runs + 1 },
      );
    case 'run-refused':
      return refused(model, event.problem);
    case 'run-ended':
      return reduceRunEnded(model, event);
    case 'heard':
      return stay(model.isQuiet === event.isQuiet ? model : { ...model, isQuiet: event.isQuiet });
    case 'trouble':
      return stay({ ...model, problem: event.problem });
  }
}

function started(model: WatchModel, { settings, isRunOn }: Extract<WatchEvent, { kind: 'started' }>): WatchStep {
  if (model.isOn) return stay(model);
  const run = isRunOn ? { choice: undefined, isCancelled: false } : undefined;
  return stay({
    ...newWatch(model.pinned),
    isOn: true,
    settings,
    run,
    runs: run ? 1 : 0,
    generation: model.generation,
  });
}

/** A run that is on goes on: it is the person's to stop. */
function stopped(model: WatchModel): WatchStep {
  return stay({ ...newWatch(model.pinned), generation: model.generation + 1 });
}

/** What the person asks for comes before what is on. */
function wished(model: WatchModel, wish: WatchWish): WatchStep {
  const { run } = model;
  if (!run?.choice || run.isCancelled) return whatNext(takeBack({ ...model, wish }));
  return stay({ ...model, wish, run: { ...run, isCancelled: true } }, [{ kind: 'cancel' }]);
}

function chosen(model: WatchModel, choice: Choice): WatchStep {
  const pinned = without(model.pinned, choice.gone);
  const next = { ...model, choosing: undefined, pinned, last: choice, problem: choice.problem };
  if (choice.problem !== undefined) return whatNext({ ...next, untested: union(model.untested, choice.files) });
  // Somebody has started a run meanwhile.
  if (model.run) return stay({ ...next, pending: union(choice.files, model.pending) });
  if (!choice.options) return whatNext(next);
  const run = { choice, isCancelled: false };
  return stay({ ...next, run, runs: model.runs + 1 }, [{ kind: 'run', choice }]);
}

function notChosen(model: WatchModel, problem: string): WatchStep {
  const untested = union(model.untested, model.choosing?.files ?? []);
  return whatNext({ ...model, choosing: undefined, untested, problem });
}

/** What did not run is not tested. */
function refused(model: WatchModel, problem: string): WatchStep {
  if (!model.run?.choice) return stay(model);
  const untested = union(model.untested, model.run.choice.files);
  return whatNext({ ...model, run: undefined, untested, problem });
}

function without(ids: ReadonlySet<string>, gone: readonly string[]): ReadonlySet<string> {
  if (!gone.some((id) => ids.has(id))) return ids;
  const left = new Set(ids);
  for (const id of gone) left.delete(id);
  return left;
}
