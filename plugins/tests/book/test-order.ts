import type { TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from './known-test.js';

/** By what tests can be ordered. `collected`: as pytest collects them. */
export type TestOrder =
  'collected' | 'status' | 'test' | 'file' | 'time' | 'history' | 'worker' | 'markers' | 'message';

export const testOrders: readonly TestOrder[] = [
  'collected',
  'status',
  'test',
  'file',
  'time',
  'history',
  'worker',
  'markers',
  'message',
];

/** What stands first in these is what there is most of: time, trouble. */
export const greatestFirst: ReadonlySet<TestOrder> = new Set<TestOrder>(['time', 'history']);

type Compare = (a: KnownTest, b: KnownTest) => number;

/** By urgency. */
const outcomeRank: Readonly<Record<TestOutcome | 'never', number>> = {
  failed: 0,
  error: 1,
  running: 2,
  xpassed: 3,
  passed: 4,
  skipped: 5,
  xfailed: 6,
  queued: 7,
  never: 8,
};

const compares: Readonly<Record<Exclude<TestOrder, 'collected'>, Compare>> = {
  status: (a, b) => rankOf(a) - rankOf(b),
  test: (a, b) => byText(a.id, b.id),
  file: (a, b) => byText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0),
  // What was never measured is no fast test.
  time: (a, b) => (b.durationMs ?? -1) - (a.durationMs ?? -1),
  history: (a, b) => troubleOf(b) - troubleOf(a),
  worker: (a, b) => lastWhenMissing(a.worker, b.worker),
  markers: (a, b) => lastWhenMissing(a.markers.join(' ') || undefined, b.markers.join(' ') || undefined),
  message: (a, b) => lastWhenMissing(a.message, b.message),
};

/**
 * How two tests are ordered by a column, what is urgent, slow or broken first; 0 for equal ones, which a stable sort leaves in pytest's order.
 * `undefined` for that order itself.
 */
export function compareTests(order: TestOrder): Compare | undefined {
  return order === 'collected' ? undefined : compares[order];
}

/** Of several outcomes the one that matters most; `never` is `undefined`. */
export function worstOutcome(a: TestOutcome | undefined, b: TestOutcome | undefined): TestOutcome | undefined {
  return outcomeRank[a ?? 'never'] <= outcomeRank[b ?? 'never'] ? a : b;
}

function rankOf({ outcome, isEarlier }: KnownTest): number {
  return outcomeRank[outcome ?? 'never'] + (isEarlier ? 0.5 : 0);
}

/** Flaky ones first, then by the share of bad results. */
function troubleOf({ outcomes, isFlaky }: KnownTest): number {
  if (outcomes.length === 0) return -1;
  const bad = outcomes.filter((outcome) => outcome === 'failed' || outcome === 'error').length;
  return (isFlaky ? 1 : 0) + bad / outcomes.length;
}

/** By code units: an order that is the same everywhere, and a hundred times faster than that of a language. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function lastWhenMissing(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  return byText(a, b);
}
