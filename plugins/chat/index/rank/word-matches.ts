import type { Candidate, CorpusFile } from '../search/search-corpus.js';
import { chunkWords } from './chunk-words.js';
import { pathWords } from './path-words.js';
import type { QueryWords } from './query-words.js';

/** Which words of the query are where in what is known of a chunk beside its text: bit masks, by their place in the query. */
export interface WordMatch {
  readonly symbol: number;
  /** The last part of the symbol. */
  readonly name: number;
  readonly nameSize: number;
  /** The file's name; for `index.ts` and its like the folder's. */
  readonly fileName: number;
  readonly fileNameSize: number;
  readonly folder: number;
}

type PathMatch = Pick<WordMatch, 'fileName' | 'fileNameSize' | 'folder'>;

/** For each candidate, in their order. */
export function wordMatches(candidates: readonly Candidate[], words: QueryWords): readonly WordMatch[] {
  const files = new Map<CorpusFile, PathMatch>();
  return candidates.map(({ file, chunk }) => {
    const known = files.get(file);
    const { fileName, fileNameSize, folder } = known ?? pathMatch(file, words);
    if (!known) files.set(file, { fileName, fileNameSize, folder });
    const { symbol, name } = chunkWords(chunk);
    const [ofSymbol, ofName] = [maskOf(symbol, words), maskOf(name, words)];
    return { symbol: ofSymbol, name: ofName, nameSize: name.length, fileName, fileNameSize, folder };
  });
}

function pathMatch(file: CorpusFile, words: QueryWords): PathMatch {
  const { fileName, folder } = pathWords(file);
  return { fileName: maskOf(fileName, words), fileNameSize: fileName.length, folder: maskOf(folder, words) };
}

function maskOf(names: readonly string[], { places }: QueryWords): number {
  let mask = 0;
  for (const name of names) {
    const place = places.get(name);
    if (place !== undefined) mask |= 1 << place;
  }
  return mask;
}
