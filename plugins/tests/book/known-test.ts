import type { TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';

/** A test of the project: where it stands, and what is known of it from all runs. Immutable. */
export interface KnownTest {
  /** pytest's node id. */
  readonly id: string;
  /** From the project's root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number | undefined;
  /** The classes it lies in, outermost first. */
  readonly classes: readonly string[];
  /** With its parameters: `test_total[2-eur]`. */
  readonly name: string;
  readonly markers: readonly string[];
  /** Of the run that is shown, else of the last run that had it; `undefined`: never run, as far as is known. */
  readonly outcome: TestOutcome | undefined;
  /** The outcome is of an earlier run than the one that is shown. */
  readonly isEarlier: boolean;
  readonly startedAt: number | undefined;
  readonly durationMs: number | undefined;
  /** One line. */
  readonly message: string | undefined;
  readonly worker: string | undefined;
  /** Of its last runs, oldest first. */
  readonly outcomes: readonly string[];
  /** It passed and failed on one and the same commit. */
  readonly isFlaky: boolean;
  /** What it usually takes, when it took much longer at the last run; milliseconds. */
  readonly usualMs: number | undefined;
  /** It was not there, or its file has changed, since all tests passed the last time. */
  readonly isNew: boolean;
  /** Watch mode keeps it on top until it passes. */
  readonly isPinned: boolean;
}
