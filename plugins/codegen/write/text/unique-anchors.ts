import { setImmediate } from 'node:timers/promises';

/** Of lines, then the screen goes on: a few milliseconds. */
const slice = 10_000;

/** Where a line is on each side; -1: nowhere, -2: more than once. */
type Places = [oldAt: number, newAt: number];

/** Pairs of places of lines that are there once on both sides, as many as keep their order (patience diff, Bram Cohen). */
export async function uniqueAnchors(
  before: readonly string[],
  after: readonly string[],
): Promise<readonly (readonly [oldAt: number, newAt: number])[]> {
  const places = new Map<string, Places>();
  await note(before, 0, places);
  await note(after, 1, places);
  // A map keeps the order in which keys came: that of `before`.
  return longestRising([...places.values()].filter(([oldAt, newAt]) => oldAt >= 0 && newAt >= 0));
}

async function note(lines: readonly string[], side: 0 | 1, places: Map<string, Places>): Promise<void> {
  for (const [at, line] of lines.entries()) {
    if (at > 0 && at % slice === 0) await setImmediate();
    const found = places.get(line);
    if (found) found[side] = found[side] === -1 ? at : -2;
    else places.set(line, side === 0 ? [at, -1] : [-1, at]);
  }
}

/** Of pairs that rise on the left the most that rise on the right as well. */
async function longestRising(pairs: readonly Places[]): Promise<readonly Places[]> {
  /** For each length the pair that ends lowest, and for each pair the one before it. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, [, right]] of pairs.entries()) {
    if (index > 0 && index % slice === 0) await setImmediate();
    const length = firstNotBelow(ends, right, pairs);
    previous.push(length > 0 ? (ends[length - 1] ?? -1) : -1);
    ends[length] = index;
  }
  const chain: Places[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}

function firstNotBelow(ends: readonly number[], right: number, pairs: readonly Places[]): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < right) low = middle + 1;
    else high = middle;
  }
  return low;
}
