import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';

/** Failures that say the same at the same place. */
export interface SameFailures {
  readonly first: TestCase;
  /** The others, in their order. */
  readonly others: readonly TestCase[];
}

/** So many of one kind are worth a line instead of a page each. */
const LEAST = 3;

/** Joins failures that have one cause: the same message from the same line. A fixture that fails fails two hundred tests. Pure. */
export function sameFailures(failed: readonly TestCase[]): readonly SameFailures[] {
  const groups = new Map<string, TestCase[]>();
  for (const test of failed) {
    const key = keyOf(test);
    const group = groups.get(key);
    if (group) group.push(test);
    else groups.set(key, [test]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (!first) return [];
    return group.length < LEAST ? group.map((test) => ({ first: test, others: [] })) : [{ first, others }];
  });
}

function keyOf({ id, outcome, message, frames, traceback }: TestCase): string {
  const innermost = frames.at(-1);
  // Without a place the last line of the traceback has one.
  const place = innermost ? `${innermost.path}:${innermost.line}` : (traceback ?? '').trimEnd().split('\n').at(-1);
  return message ? JSON.stringify([outcome, message, place]) : id;
}
