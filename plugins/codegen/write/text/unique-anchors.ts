import { setImmediate } from 'node:timers/promises';
import { RisingChain, type LinePair } from '../../lines/rising-chain.js';

/** Of lines, then the screen goes on: a few milliseconds. */
const slice = 10_000;

/** Where a line is on each side; -1: nowhere, -2: more than once. */
type Places = [oldAt: number, newAt: number];

/** Pairs of places of lines that are there once on both sides, as many as keep their order (patience diff, Bram Cohen). */
export async function uniqueAnchors(before: readonly string[], after: readonly string[]): Promise<readonly LinePair[]> {
  const places = new Map<string, Places>();
  await note(before, 0, places);
  await note(after, 1, places);
  const chain = new RisingChain();
  // A map keeps the order in which keys came: that of `before`.
  const pairs = [...places.values()].filter(([oldAt, newAt]) => oldAt >= 0 && newAt >= 0);
  for (const [at, pair] of pairs.entries()) {
    if (at > 0 && at % slice === 0) await setImmediate();
    chain.add(pair);
  }
  return chain.longest();
}

async function note(lines: readonly string[], side: 0 | 1, places: Map<string, Places>): Promise<void> {
  for (const [at, line] of lines.entries()) {
    if (at > 0 && at % slice === 0) await setImmediate();
    const found = places.get(line);
    if (found) found[side] = found[side] === -1 ? at : -2;
    else places.set(line, side === 0 ? [at, -1] : [-1, at]);
  }
}
