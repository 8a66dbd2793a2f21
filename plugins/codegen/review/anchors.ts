import { RisingChain, type LinePair } from '../lines/rising-chain.js';

/**
 * Pairs of places of lines that are there exactly once on both sides, as many as keep their order (patience diff, Bram Cohen). Lines
 * without a letter or digit hold nothing together.
 */
export function anchorsOf(before: readonly string[], after: readonly string[]): readonly LinePair[] {
  const oldPlaces = uniquePlaces(before);
  const newPlaces = uniquePlaces(after);
  const chain = new RisingChain();
  for (const [line, oldAt] of oldPlaces) {
    const newAt = newPlaces.get(line);
    if (oldAt >= 0 && newAt !== undefined && newAt >= 0) chain.add([oldAt, newAt]);
  }
  return chain.longest();
}

/** Where each line is; -1 for one that is there more often. In the order in which they come first. */
function uniquePlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    if (/[\p{L}\p{N}]/u.test(line)) places.set(line, places.has(line) ? -1 : at);
  }
  return places;
}
