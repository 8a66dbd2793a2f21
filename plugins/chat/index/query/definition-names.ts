import { questionWords, stopWords } from '../keyword/stop-words.js';
import { lastPart } from '../rank/last-part.js';
import type { ParsedQuery } from './parsed-query.js';

const mostNames = 60;

/**
 * Names, in small letters, whose definitions may answer a query and should be looked at even when neither side finds them:
 * the last parts of its symbols, and its words joined in every way that names are (`order repository` is `orderrepository`
 * and `order_repository`).
 */
export function definitionNames({ symbols, text, kind }: ParsedQuery): readonly string[] {
  const names = symbols.map((symbol) => lastPart(symbol).toLowerCase());
  if (kind !== 'trace') names.push(...joinedWords(text));
  return [...new Set(names)].slice(0, mostNames);
}

function joinedWords(text: string): readonly string[] {
  const words = (
    text
      .slice(0, 400)
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? []
  ).filter((word) => !stopWords.has(word) && !questionWords.has(word));
  const names = words.length === 1 ? [...words] : [];
  for (let from = 0; from < words.length; from++) {
    for (let count = 2; count <= 4 && from + count <= words.length; count++) {
      const run = words.slice(from, from + count);
      names.push(run.join(''), run.join('_'));
    }
  }
  return names;
}
