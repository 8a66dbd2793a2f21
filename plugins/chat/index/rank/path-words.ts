import { nameWords } from '../keyword/name-words.js';
import type { CorpusFile } from '../search/search-corpus.js';

/** The words of a file's path, stemmed. */
export interface PathWords {
  /** For `index.ts` and its like those of the folder. */
  readonly fileName: readonly string[];
  readonly folder: readonly string[];
}

/** Files that are called after their folder. */
const namedByFolder = /(?:^|\/)([^/]+)\/(?:index|__init__|__main__|main|mod|lib|init|app)\.\w+$/;
const known = new WeakMap<CorpusFile, PathWords>();

export function pathWords(file: CorpusFile): PathWords {
  const before = known.get(file);
  if (before) return before;
  const { path } = file;
  const slash = path.lastIndexOf('/');
  const name = namedByFolder.exec(path)?.[1] ?? path.slice(slash + 1).replace(/\.\w+$/, '');
  const words = { fileName: nameWords(name), folder: nameWords(path.slice(0, Math.max(0, slash))) };
  known.set(file, words);
  return words;
}
