import type { RunRecord } from './run-record.js';

/** Those that are not over first, then those that ended last. */
export function byLastRun(records: readonly RunRecord[]): readonly RunRecord[] {
  return [...records].sort((a, b) => later(b) - later(a));
}

function later({ over = Number.MAX_SAFE_INTEGER }: RunRecord): number {
  return over;
}
