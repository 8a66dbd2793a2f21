import type { ProcessExit } from 'devmgr/plugin-api';
import type { ServerFault, ServerReload } from 'devmgr/plugin-api/contracts/servers';
import type { RunEvent } from '../run/server-run.js';

/** Which workers a run has, by their numbers, and what each is there for. Immutable. */
export interface ReloadState {
  readonly mode: 'off' | 'handover' | 'restart';
  /** So many were started. */
  readonly started: number;
  /** The one that answers. */
  readonly serving: number | undefined;
  /** The one that is to answer as soon as it can. */
  readonly next: number | undefined;
  /** Whoever looks at the run takes `next` for the one that serves: there was none beside it when it began. */
  readonly nextIsShown: boolean;
  /** One that has to end before another can begin. */
  readonly leaving: number | undefined;
  /** Those that only finish what they have begun. */
  readonly draining: readonly number[];
  readonly reload: ServerReload | undefined;
  /** It has ended and does not begin again. */
  readonly isOver: boolean;
}

export type ReloadInput =
  | { readonly type: 'began' }
  /** From the project's root; the one that caused it. `at`: milliseconds since the epoch. */
  | { readonly type: 'changed'; readonly file: string; readonly at: number }
  | { readonly type: 'phase'; readonly worker: number; readonly phase: 'importing' | 'starting' }
  | { readonly type: 'listening'; readonly worker: number }
  /** This worker cannot have the sockets of the one that serves. */
  | { readonly type: 'hand-over-failed'; readonly worker: number }
  | {
      readonly type: 'exited';
      readonly worker: number;
      readonly exit: ProcessExit;
      readonly fault: ServerFault | undefined;
    };

/** What is to be done, in this order. */
export type ReloadEffect =
  | { readonly type: 'spawn'; readonly worker: number; readonly takesFrom: number | undefined }
  /** From now on this worker is the one that is looked at. `hasTakenOver`: it answers already. */
  | { readonly type: 'show'; readonly worker: number; readonly hasTakenOver: boolean }
  | { readonly type: 'drain'; readonly worker: number; readonly hasSuccessor: boolean }
  /** Its `exited` follows, also when it was not there yet. */
  | { readonly type: 'kill'; readonly worker: number }
  | { readonly type: 'tell'; readonly event: RunEvent };

export interface ReloadStep {
  readonly state: ReloadState;
  readonly effects: readonly ReloadEffect[];
}

/** Before the first worker. */
export function initialReloadState(mode: ReloadState['mode']): ReloadState {
  return {
    ...{ mode, started: 0, serving: undefined, next: undefined, nextIsShown: false, leaving: undefined },
    ...{ draining: [], reload: undefined, isOver: false },
  };
}
