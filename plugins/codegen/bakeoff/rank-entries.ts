import type { BakeOffEntry } from './bake-off.js';

/**
 * Best first: by what the tests said, then what of the answer could be used, then how many tests passed, then time, then cost. Equal ones stay in
 * their order.
 * Models that are not done stand behind those that are, failed ones last.
 */
export function rankEntries(entries: readonly BakeOffEntry[]): readonly BakeOffEntry[] {
  return entries
    .map((entry) => ({ entry, keys: keysOf(entry) }))
    .sort((a, b) => compare(a.keys, b.keys))
    .map(({ entry }) => entry);
}

/** The less the better, the first that differs decides. */
function keysOf(entry: BakeOffEntry): readonly number[] {
  const { verification, durationMs, costUsd } = entry;
  return [
    stateRank(entry),
    verdictRank(entry),
    entry.generation?.refused.length ?? 0,
    -(verification?.counts.passed ?? 0),
    // A cost or a time that nobody knows is no reason to win.
    durationMs ?? Number.POSITIVE_INFINITY,
    costUsd ?? Number.POSITIVE_INFINITY,
  ];
}

function stateRank({ status, generation }: BakeOffEntry): number {
  if (status === 'done') return (generation?.files.length ?? 0) > 0 ? 0 : 3;
  if (status === 'testing') return 1;
  if (status === 'writing' || status === 'waiting') return 2;
  return status === 'stopped' ? 4 : 5;
}

/** Tests that could not be run say less than tests that passed, and no worse than tests that failed. */
function verdictRank({ verification }: BakeOffEntry): number {
  switch (verification?.verdict) {
    case 'passed':
      return 0;
    case 'failed':
      return 2;
    default:
      return 1;
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, key] of a.entries()) {
    const other = b[at] ?? 0;
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}
