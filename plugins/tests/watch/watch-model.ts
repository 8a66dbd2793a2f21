import type { ChosenTests } from '../results/run-request.js';
import type { WatchReason, WatchState } from './watch-state.js';

/** What the person asks for while watching. */
export type WatchWish =
  | { readonly kind: 'failed' | 'again' }
  | {
      readonly kind: 'all';
      /** What is green is followed by the rest: nobody has asked for this one. */ readonly isFollowing?: true;
    }
  | { readonly kind: 'pattern'; /** As pytest's `-k`. */ readonly pattern: string };

/** What is to be run, and why. */
export interface Choice {
  readonly reason: WatchReason;
  readonly files: readonly string[];
  /** On top of how tests are run; `undefined`: no test is concerned. */
  readonly options: ChosenTests | undefined;
  /** `undefined`: not known before pytest has collected. */
  readonly count: number | undefined;
  /** Why nothing can be run: the syntax of a file is wrong. */
  readonly problem?: string | undefined;
  /** Pinned tests that are there no more. */
  readonly gone: readonly string[];
  /** Tests that it concerns and that are not run: the person stopped them when they ran last. */
  readonly leftOut?: readonly string[];
  /** What the person has limited it to, in words. */
  readonly within?: string | undefined;
}

export interface WatchSettings {
  /** What a change during a run does. */
  readonly duringRun: 'queue' | 'cancel';
  /** What follows when everything that a change concerns has passed. */
  readonly then: 'nothing' | 'all';
}

/** How a run ended, as far as watching needs it. */
export interface WatchedRun {
  /** `ended`: pytest came to its end; `stopped`: it did not. */
  readonly end: 'ended' | 'stopped';
  readonly isGreen: boolean;
  /** Node ids of tests that failed, and paths of files that could not be collected. */
  readonly bad: readonly string[];
  /** Node ids of tests that the person stopped alone. */
  readonly stopped: readonly string[];
  /** Whether it is known of a test, or of a file, that it passed. */
  readonly isGood: (id: string) => boolean;
}

/** A run that is on or is being started. */
export interface RunInModel {
  /** Started by watching; else by the person. */
  readonly choice: Choice | undefined;
  readonly isCancelled: boolean;
}

export interface ChoosingInModel {
  readonly generation: number;
  readonly files: readonly string[];
  readonly wish: WatchWish | undefined;
}

/** What the reducer works on. Immutable. */
export interface WatchModel {
  readonly isOn: boolean;
  readonly settings: WatchSettings;
  readonly isSettling: boolean;
  /** Changed, and in no run or choice yet. */
  readonly pending: readonly string[];
  /** Changed earlier, and no run has come to its end since: they belong to the next choice, and do not cause it. */
  readonly untested: readonly string[];
  readonly wish: WatchWish | undefined;
  readonly choosing: ChoosingInModel | undefined;
  readonly generation: number;
  readonly run: RunInModel | undefined;
  /** Counts runs. */
  readonly runs: number;
  /** When the last run ended; milliseconds since the epoch. */
  readonly endedAt: number;
  /** By file, and by folder (with a slash at its end): the last run during which it changed, and during how many in a row. */
  readonly writes: ReadonlyMap<string, { readonly run: number; readonly inARow: number }>;
  /** Python or settings have changed since tests were collected. */
  readonly isStale: boolean;
  readonly last: Choice | undefined;
  readonly pinned: ReadonlySet<string>;
  /** That the person stopped when they ran last, since watching began. */
  readonly stopped: ReadonlySet<string>;
  /** A change waits for a run that has said nothing for some seconds. */
  readonly isQuiet: boolean;
  readonly problem: string | undefined;
}

export type WatchEvent =
  | { readonly kind: 'started'; readonly settings: WatchSettings; readonly isRunOn: boolean }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'settling' }
  /** `at`: when the first of them was seen; milliseconds since the epoch. */
  | { readonly kind: 'changed'; readonly files: readonly string[]; readonly at: number }
  | { readonly kind: 'wished'; readonly wish: WatchWish }
  | { readonly kind: 'chosen'; readonly generation: number; readonly choice: Choice }
  | { readonly kind: 'not-chosen'; readonly generation: number; readonly problem: string }
  | { readonly kind: 'run-began' }
  | { readonly kind: 'run-refused'; readonly problem: string }
  | { readonly kind: 'run-ended'; readonly run: WatchedRun; readonly at: number }
  /** Whether the run that is on has said nothing for some seconds. */
  | { readonly kind: 'heard'; readonly isQuiet: boolean }
  | { readonly kind: 'trouble'; readonly problem: string }
  | { readonly kind: 'unpinned'; readonly id: string };

export type WatchEffect =
  | {
      readonly kind: 'choose';
      readonly generation: number;
      readonly files: readonly string[];
      readonly wish: WatchWish | undefined;
    }
  | { readonly kind: 'run'; readonly choice: Choice }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'collect' };

export interface WatchStep {
  readonly model: WatchModel;
  readonly effects: readonly WatchEffect[];
}

export function newWatch(pinned: Iterable<string>): WatchModel {
  return {
    isOn: false,
    settings: { duringRun: 'queue', then: 'nothing' },
    isSettling: false,
    pending: [],
    untested: [],
    wish: undefined,
    choosing: undefined,
    generation: 0,
    run: undefined,
    runs: 0,
    endedAt: 0,
    writes: new Map(),
    isStale: false,
    last: undefined,
    pinned: new Set(pinned),
    stopped: new Set(),
    isQuiet: false,
    problem: undefined,
  };
}

/** What others see of it. Pure. */
export function watchState(model: WatchModel): WatchState {
  const { isOn, choosing, pending, run, last, pinned, problem } = model;
  const waiting = choosing?.files ?? pending;
  const files = waiting.length > 0 ? waiting : (last?.files ?? []);
  const known = waiting.length > 0 ? undefined : last;
  return {
    isOn,
    phase: phaseOf(model),
    files,
    reason: (run ? last : known)?.reason,
    pattern: (run ? last : known)?.options?.keyword,
    chosen: known?.count,
    within: (run ? last : known)?.within,
    leftOut: (run ? last : known)?.leftOut?.length ?? 0,
    isQuiet: model.isQuiet && isWaitedFor(model),
    pinned,
    problem,
  };
}

/** A change waits for the run that is on to end by itself. */
export function isWaitedFor({ isOn, run, pending }: WatchModel): boolean {
  return isOn && run !== undefined && !run.isCancelled && pending.length > 0;
}

function phaseOf({ isOn, run, pending, wish, choosing, isSettling }: WatchModel): WatchState['phase'] {
  if (!isOn) return 'off';
  if (run && (pending.length > 0 || wish)) return 'queued';
  if (run?.choice) return 'running';
  if (choosing) return 'choosing';
  return isSettling ? 'settling' : 'waiting';
}
