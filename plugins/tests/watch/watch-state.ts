import type { ReadonlyStore } from 'devmgr/plugin-api';

/** Why the tests of a run were chosen. */
export type WatchReason = 'affected' | 'failed' | 'all' | 'pinned' | 'pattern';

export interface WatchState {
  readonly isOn: boolean;
  /** `settling`: files change just now; `queued`: they changed during a run, and the next run waits for its end. */
  readonly phase: 'off' | 'waiting' | 'settling' | 'choosing' | 'running' | 'queued';
  /** That caused the last run, or will cause the next; from the project's root. */
  readonly files: readonly string[];
  readonly reason: WatchReason | undefined;
  /** That the names of the tests match, as pytest's `-k`, when that is why. */
  readonly pattern?: string | undefined;
  /** How many tests the last choice has. */
  readonly chosen: number | undefined;
  /** What the person has limited it to, in words. */
  readonly within?: string | undefined;
  /** How many more it concerns, which are left out as the person stopped them when they ran last. */
  readonly leftOut?: number | undefined;
  /** What changed waits for a run that has said nothing for some seconds: a test may hang. */
  readonly isQuiet?: boolean | undefined;
  /** Tests that failed and have not passed since: they are run again with every change. */
  readonly pinned: ReadonlySet<string>;
  readonly problem: string | undefined;
}

/** Runs the tests that a change of files concerns. */
export interface TestWatch {
  readonly state: ReadonlyStore<WatchState>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A failing test is not kept any more. */
  unpin(id: string): void;
}
