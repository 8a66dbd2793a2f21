import type { TextStyle } from 'devmgr/plugin-api';
import type { TestCounts, TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';

/** How an outcome is shown: never by colour alone. */
export interface OutcomeLook {
  readonly sign: string;
  readonly word: string;
  readonly style: TextStyle;
  /** In the order of urgency, for sorting. */
  readonly rank: number;
}

export const outcomeLook: Readonly<Record<TestOutcome, OutcomeLook>> = {
  failed: { sign: '✗', word: 'failed', style: 'error', rank: 0 },
  error: { sign: '!', word: 'error', style: 'error', rank: 1 },
  running: { sign: '◐', word: 'running', style: 'accent', rank: 2 },
  xpassed: { sign: '?', word: 'xpassed', style: 'warning', rank: 3 },
  passed: { sign: '✓', word: 'passed', style: 'success', rank: 4 },
  skipped: { sign: '↷', word: 'skipped', style: 'warning', rank: 5 },
  xfailed: { sign: 'x', word: 'xfailed', style: 'muted', rank: 6 },
  queued: { sign: '·', word: 'queued', style: 'muted', rank: 7 },
};

/** Of a result that is kept: also one of a test that the person has stopped, or an outcome that another version has written. */
export function recordedLook(outcome: string): OutcomeLook {
  if (outcome === 'stopped') return { sign: '■', word: 'stopped', style: 'muted', rank: 8 };
  if (Object.hasOwn(outcomeLook, outcome)) return outcomeLook[outcome as TestOutcome];
  return { sign: '·', word: outcome, style: 'muted', rank: 9 };
}

/** In a run that is over a test that was not reached waits for nothing any more. */
const notRun: OutcomeLook = { ...outcomeLook.queued, word: 'not run' };

/** How a test is shown now that its run is over or not. */
export function lookOf(outcome: TestOutcome, isOver: boolean): OutcomeLook {
  return isOver && outcome === 'queued' ? notRun : outcomeLook[outcome];
}

/** `1 error`, `2 errors`, `2 failed`: as pytest writes it. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 && noun === 'errors' ? 'error' : noun}`;
}

/** In pytest's order; the noun as pytest writes it. */
export const countLook: readonly {
  readonly key: keyof TestCounts;
  readonly noun: string;
  readonly like: TestOutcome;
}[] = [
  { key: 'failed', noun: 'failed', like: 'failed' },
  { key: 'errors', noun: 'errors', like: 'error' },
  { key: 'passed', noun: 'passed', like: 'passed' },
  { key: 'skipped', noun: 'skipped', like: 'skipped' },
  { key: 'xfailed', noun: 'xfailed', like: 'xfailed' },
  { key: 'xpassed', noun: 'xpassed', like: 'xpassed' },
  { key: 'deselected', noun: 'deselected', like: 'queued' },
];
