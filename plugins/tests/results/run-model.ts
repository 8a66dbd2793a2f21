import type { TestCounts, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { CaseMap } from './case-map.js';

export const noCounts: TestCounts = {
  passed: 0,
  failed: 0,
  errors: 0,
  skipped: 0,
  xfailed: 0,
  xpassed: 0,
  deselected: 0,
};

/** Before the first run. */
export const idleState: TestRunState = {
  runId: undefined,
  status: 'idle',
  total: undefined,
  counts: noCounts,
  cases: CaseMap.empty(),
  collectionErrors: [],
  startedAt: undefined,
  durationMs: undefined,
  workers: 0,
  end: undefined,
};

/** What the reducer works on: what everybody sees, and what only it needs to know. Immutable. */
export interface RunModel {
  readonly state: TestRunState;
  /** Tests that have begun and whose tear-down has not ended; after a crash these were running. */
  readonly active: ReadonlySet<string>;
  /** Tests that were seen to have passed, and are counted, before that was told. */
  readonly seenPassed: ReadonlySet<string>;
  /** Where pytest's node ids begin; known after its greeting. */
  readonly rootdir: string | undefined;
  /** pytest has spoken; it has said that it is done. */
  readonly greeted: boolean;
  readonly ended: boolean;
}

/** A run that has just been started. */
export function newRun(runId: string, startedAt: number): RunModel {
  return {
    state: { ...idleState, runId, cases: CaseMap.empty(), status: 'collecting', startedAt },
    active: new Set(),
    seenPassed: new Set(),
    rootdir: undefined,
    greeted: false,
    ended: false,
  };
}
