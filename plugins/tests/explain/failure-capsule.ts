import type { TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';
import type { RecordedRun } from '../history/recorded-run.js';

/** One thing that helps to understand a failure, as lines of text. */
export interface CapsulePart {
  readonly kind:
    'failure' | 'comparison' | 'code' | 'frames' | 'changes' | 'captured' | 'server' | 'requests' | 'traceback';
  /** One line for people. */
  readonly title: string;
  readonly lines: readonly string[];
  /** Which lines are the last to be left out. */
  readonly keep: 'start' | 'end';
}

/** A part that was cut to its room. `leftOut`: how many of its lines are not there. */
export interface FittedPart extends CapsulePart {
  readonly leftOut: number;
}

/** Everything about one failure that a person or a model needs, and no more than fits. */
export interface FailureCapsule {
  readonly id: string;
  readonly outcome: TestOutcome;
  readonly path: string;
  /** From 1. */
  readonly line: number | undefined;
  readonly message: string | undefined;
  readonly durationMs: number | undefined;
  readonly run: Pick<RecordedRun, 'startedAt' | 'commit' | 'branch' | 'isDirty'> | undefined;
  /** Outcomes of its last runs, oldest first. */
  readonly outcomes: readonly string[];
  /** It passed and failed on one and the same code. */
  readonly isFlaky: boolean;
  /** Of the project, outermost first. */
  readonly frames: readonly { readonly path: string; readonly line: number; readonly function: string }[];
  readonly parts: readonly FittedPart[];
  /** An estimate, rather too many. */
  readonly tokens: number;
}
