import type { Choice, WatchedRun, WatchEvent, WatchModel, WatchStep } from './watch-model.js';
import { union, whatNext } from './watch-steps.js';

/** A run has ended: what failed is pinned, what passed or was stopped is not any more, and what waited begins. Pure. */
export function reduceRunEnded(model: WatchModel, { run, at }: Extract<WatchEvent, { kind: 'run-ended' }>): WatchStep {
  const choice = model.run?.choice;
  const isWhole = run.end === 'ended';
  const next: WatchModel = {
    ...model,
    run: undefined,
    endedAt: at,
    pinned: pinnedAfter(model.pinned, run),
    stopped: stoppedAfter(model.stopped, run),
    isQuiet: false,
    untested: untestedAfter(model, isWhole),
  };
  if (!choice || !isWhole || !run.isGreen || !isFollowedByAll(model, choice)) return whatNext(next);
  return whatNext({ ...next, wish: { kind: 'all', isFollowing: true } });
}

function isFollowedByAll({ settings, pending, wish }: WatchModel, { reason }: Choice): boolean {
  return settings.then === 'all' && reason !== 'all' && pending.length === 0 && wish === undefined;
}

/** A run that came to its end has tested what it was for; one that did not leaves that to the next. */
function untestedAfter({ untested, run }: WatchModel, isWhole: boolean): readonly string[] {
  const files = run?.choice?.files;
  if (files === undefined) return untested;
  return isWhole ? untested : union(untested, files);
}

function stoppedAfter(before: ReadonlySet<string>, { bad, stopped, isGood }: WatchedRun): ReadonlySet<string> {
  if (before.size + stopped.length === 0) return before;
  const failed = new Set(bad);
  return new Set([...[...before].filter((id) => !isGood(id) && !failed.has(id)), ...stopped]);
}

function pinnedAfter(pinned: ReadonlySet<string>, { bad, stopped, isGood }: WatchedRun): ReadonlySet<string> {
  const kept = [...pinned].filter((id) => !isGood(id) && !stopped.includes(id));
  const isSame = kept.length === pinned.size && bad.every((id) => pinned.has(id));
  return isSame ? pinned : new Set([...kept, ...bad]);
}
