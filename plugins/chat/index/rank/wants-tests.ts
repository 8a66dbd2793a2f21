import type { ParsedQuery } from '../query/parsed-query.js';
import { chunksPerFile } from '../store/index-store.js';
import type { SearchCorpus } from '../search/search-corpus.js';
import { pathRole } from './path-role.js';

/** Words that ask for tests whatever stands beside them. */
const plain =
  /\b(?:tests|testing|test for|test of|tested|specs?|fixtures?|mocks?|mocked|stubs?|conftest|pytest|vitest|unittest|jest|e2e)\b/i;
const words = /\btest[\s_-]?([a-z]\w*)|\b(\w+?)_test\b/gi;

/**
 * Whether a query asks for tests. `test client` and `test_client` do not when the product itself has something that is called
 * so.
 */
export function wantsTests({ wantsTests: mayWant, text, places, filters }: ParsedQuery, corpus: SearchCorpus): boolean {
  if (!mayWant || places.length > 0 || filters.paths.length > 0 || plain.test(text)) return mayWant;
  const found = [...text.matchAll(words)];
  return found.length === 0 || !found.some(([, after]) => after !== undefined && isOfProduct(after, corpus));
}

function isOfProduct(word: string, corpus: SearchCorpus): boolean {
  return [`test_${word}`, `test${word}`].some((name) =>
    corpus.definitions(name.toLowerCase()).some((chunkId) => {
      const path = corpus.file(Math.floor(chunkId / chunksPerFile))?.path;
      return path !== undefined && pathRole(path) === 'source';
    }),
  );
}
