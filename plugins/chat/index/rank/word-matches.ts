import { nameWords } from '../keyword/name-words.js';
import type { Candidate } from '../search/search-corpus.js';
import { lastPart } from './last-part.js';
import type { QueryWords } from './query-words.js';

/** Which words of the query are where in what is known of a chunk beside its text: bit masks, by their place in the query. */
export interface WordMatch {
  readonly symbol: number;
  /** The last part of the symbol. */
  readonly name: number;
  readonly nameSize: number;
  readonly signature: number;
  /** The file's name; for `index.ts` and its like the folder's. */
  readonly fileName: number;
  readonly fileNameSize: number;
  readonly folder: number;
}

/** Files that are called after their folder. */
const namedByFolder = /(?:^|\/)([^/]+)\/(?:index|__init__|__main__|main|mod|lib|init|app)\.\w+$/;

interface PathMatch {
  readonly fileName: number;
  readonly fileNameSize: number;
  readonly folder: number;
}

/** For each candidate, in their order. */
export function wordMatches(candidates: readonly Candidate[], words: QueryWords): readonly WordMatch[] {
  const files = new Map<string, PathMatch>();
  return candidates.map(({ file, chunk }) => {
    const path = files.get(file.path) ?? pathMatch(file.path, words);
    files.set(file.path, path);
    const symbol = chunk.symbol ?? '';
    const name = nameWords(lastPart(symbol));
    return {
      symbol: maskOf(nameWords(symbol), words),
      name: maskOf(name, words),
      nameSize: name.length,
      signature: chunk.signature === undefined ? 0 : maskOf(nameWords(chunk.signature), words),
      ...path,
    };
  });
}

function pathMatch(path: string, words: QueryWords): PathMatch {
  const slash = path.lastIndexOf('/');
  const folderName = namedByFolder.exec(path)?.[1];
  const fileName = nameWords(folderName ?? path.slice(slash + 1).replace(/\.\w+$/, ''));
  return {
    fileName: maskOf(fileName, words),
    fileNameSize: fileName.length,
    folder: maskOf(nameWords(path.slice(0, Math.max(0, slash))), words),
  };
}

function maskOf(names: readonly string[], { places }: QueryWords): number {
  let mask = 0;
  for (const name of names) {
    const place = places.get(name);
    if (place !== undefined) mask |= 1 << place;
  }
  return mask;
}
