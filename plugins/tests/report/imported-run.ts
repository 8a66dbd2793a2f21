import type { TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';

export type ImportedOutcome = Exclude<TestOutcome, 'queued' | 'running'>;

/** A test of a report that was read. */
export interface ImportedTest {
  /** pytest's node id, or what comes nearest. */
  readonly id: string;
  readonly outcome: ImportedOutcome;
  readonly durationMs: number | undefined;
  readonly reruns: number;
  readonly message: string | undefined;
  readonly traceback: string | undefined;
  readonly sections: readonly { readonly title: string; readonly text: string }[];
}

/** A run as a report tells it. What is not in it is `undefined`. */
export interface ImportedRun {
  /** It was written by devmgr: of this run. */
  readonly runId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  readonly durationMs: number | undefined;
  readonly exitCode: number | undefined;
  /** In the order of the report; no id twice. */
  readonly tests: readonly ImportedTest[];
  /** Files that could not be collected. */
  readonly collectionErrors: number;
  readonly deselected: number;
}

const rank: readonly ImportedOutcome[] = ['xfailed', 'skipped', 'passed', 'xpassed', 'failed', 'error'];

/** A report may have a test twice: pytest writes a second entry for a tear-down that failed. What is worse counts. */
export function mergeTest(one: ImportedTest | undefined, other: ImportedTest): ImportedTest {
  if (!one) return other;
  const worse = rank.indexOf(other.outcome) > rank.indexOf(one.outcome) ? other : one;
  const tracebacks = [one.traceback, other.traceback].filter((text) => text !== undefined);
  return {
    ...worse,
    durationMs: Math.max(one.durationMs ?? 0, other.durationMs ?? 0),
    reruns: Math.max(one.reruns, other.reruns),
    traceback: tracebacks.length > 0 ? tracebacks.join('\n\n') : undefined,
    sections: [...one.sections, ...other.sections],
  };
}
