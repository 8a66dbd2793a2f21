import { editDistance } from './edit-distance.js';

/** Below it names have nothing to do with each other. */
const LEAST_SIMILARITY = 0.5;
/** Nobody's model has a longer name; a text that long would only take time. */
const LONGEST_NAME = 100;

/**
 * The names of `ids` that are most like `asked`, the best first: `gpt-6-luna` for `gpt6luna`, also when the maker's name in
 * front is missing (`Llama-3.3-70B`). Empty when nothing is like it.
 */
export function nearestModels(asked: string, ids: readonly string[], most = 3): readonly string[] {
  const name = asked.slice(0, LONGEST_NAME);
  return [...new Set(ids)]
    .map((id) => ({ id, score: Math.max(similarity(name, id), similarity(name, withoutMaker(id))) }))
    .filter(({ score }) => score >= LEAST_SIMILARITY)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ id }) => id);
}

function withoutMaker(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** From 0 to 1: how much is typed alike, and how many words they share. */
function similarity(a: string, b: string): number {
  const [left, right] = [letters(a), letters(b)];
  if (left === '' || right === '') return 0;
  const typed = 1 - editDistance(left, right) / Math.max(left.length, right.length);
  return Math.max(typed, 0.5 * typed + 0.5 * sharedWords(words(a), words(b)));
}

function letters(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** `gpt6luna` and `gpt-6-luna` have the same ones. */
function words(name: string): ReadonlySet<string> {
  return new Set(
    name
      .slice(0, LONGEST_NAME)
      .toLowerCase()
      .match(/[a-z]+|\d+/g) ?? [],
  );
}

/** Twice the words in common over all of them (Dice). */
function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return (2 * shared) / (a.size + b.size || 1);
}
