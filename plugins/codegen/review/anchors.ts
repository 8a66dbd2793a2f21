/**
 * Pairs of places of lines that are there exactly once on both sides, as many as keep their order (patience diff, Bram Cohen). Lines
 * without a letter or digit hold nothing together.
 */
export function anchorsOf(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [oldAt: number, newAt: number])[] {
  const oldPlaces = uniquePlaces(before);
  const newPlaces = uniquePlaces(after);
  const pairs: (readonly [number, number])[] = [];
  for (const [line, oldAt] of oldPlaces) {
    const newAt = newPlaces.get(line);
    if (oldAt >= 0 && newAt !== undefined && newAt >= 0) pairs.push([oldAt, newAt]);
  }
  return longestRising(pairs);
}

/** Where each line is; -1 for one that is there more often. In the order in which they come first. */
function uniquePlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    if (/[\p{L}\p{N}]/u.test(line)) places.set(line, places.has(line) ? -1 : at);
  }
  return places;
}

/** Of pairs that rise on the left the most that rise on the right as well. */
function longestRising(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  /** For each length the pair that ends lowest, and for each pair the one before it. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, [, right]] of pairs.entries()) {
    const length = firstNotBelow(ends, right, (at) => pairs[at]?.[1] ?? 0);
    previous.push(length > 0 ? (ends[length - 1] ?? -1) : -1);
    ends[length] = index;
  }
  const chain: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}

function firstNotBelow(ends: readonly number[], right: number, valueOf: (index: number) => number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueOf(ends[middle] ?? 0) < right) low = middle + 1;
    else high = middle;
  }
  return low;
}
