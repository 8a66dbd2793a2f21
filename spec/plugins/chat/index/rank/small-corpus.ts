import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import { indexTerms } from '../../../../../plugins/chat/index/keyword/index-terms.js';
import { parseQuery } from '../../../../../plugins/chat/index/query/parse-query.js';
import { rankCandidates } from '../../../../../plugins/chat/index/rank/rank-candidates.js';
import type { RankOptions } from '../../../../../plugins/chat/index/rank/rank.js';
import type {
  Candidate,
  CorpusFile,
  RankedCandidate,
  SearchCorpus,
} from '../../../../../plugins/chat/index/search/search-corpus.js';
import { chunksPerFile } from '../../../../../plugins/chat/index/store/index-store.js';

export interface SmallChunk {
  readonly symbol?: string | undefined;
  readonly defines?: readonly string[];
  readonly kind?: CodeKind;
  readonly signature?: string;
  readonly text?: string;
  /** Ten when nobody says it. */
  readonly lines?: number;
  /** Cosine with every query. */
  readonly vector?: number;
}

export interface SmallFile {
  readonly path: string;
  readonly chunks: readonly SmallChunk[];
  readonly mtimeMs?: number;
  readonly importedBy?: number;
  /** Python when nobody says it. */
  readonly language?: string;
}

/** A project in memory, all of whose chunks are candidates of every query; the keyword side is a plain BM25 over their terms. */
export class SmallCorpus implements SearchCorpus {
  readonly #files: readonly CorpusFile[];
  readonly #importedBy: readonly number[];
  readonly #source: readonly SmallFile[];
  readonly chunkCount: number;

  constructor(files: readonly SmallFile[]) {
    this.#source = files;
    this.#files = files.map((file, id) => corpusFile(file, id));
    this.#importedBy = files.map(({ importedBy = 0 }) => importedBy);
    this.chunkCount = files.reduce((sum, { chunks }) => sum + chunks.length, 0);
  }

  file(id: number): CorpusFile | undefined {
    return this.#files[id];
  }

  files(): Iterable<CorpusFile> {
    return this.#files;
  }

  fileAt(path: string): CorpusFile | undefined {
    return this.#files.find((file) => file.path === path);
  }

  definitions(name: string): readonly number[] {
    return this.#files.flatMap((file) =>
      file.chunks.flatMap(({ symbol }, index) =>
        symbol?.split('.').at(-1)?.toLowerCase() === name ? [file.id * chunksPerFile + index] : [],
      ),
    );
  }

  importedBy(fileId: number): number {
    return this.#importedBy[fileId] ?? 0;
  }

  candidates(terms: readonly string[]): readonly Candidate[] {
    const documents = this.#files.flatMap((file, id) =>
      file.chunks.map((chunk, index) => ({ file, chunk, index, small: this.#source[id]?.chunks[index] ?? {} })),
    );
    const words = documents.map(({ file, small }) =>
      indexTerms([file.path, small.symbol, small.symbol, small.signature, small.text].join('\n')).split(' '),
    );
    return documents.map(({ file, chunk, index, small }, at) => ({
      chunkId: file.id * chunksPerFile + index,
      file,
      chunk,
      keyword: bm25(terms, words[at] ?? [], words),
      vector: small.vector,
    }));
  }

  search(raw: string, options: Partial<RankOptions> = {}): readonly RankedCandidate[] {
    const query = parseQuery(raw);
    const candidates = this.candidates(query.terms);
    return rankCandidates({ query, corpus: this, candidates }, { off: new Set(), ...options });
  }
}

function corpusFile({ path, chunks, mtimeMs = 0, language = 'python' }: SmallFile, id: number): CorpusFile {
  let line = 1;
  const records = chunks.map(({ symbol, kind = 'function', signature, defines, text, lines = 10 }, index) => {
    const startLine = line;
    line += lines;
    return { startLine, endLine: line - 1, kind, symbol, signature, defines, hash: text ?? `${id}/${index}` };
  });
  return { id, path, hash: path, size: 0, mtimeMs, language, imports: [], chunks: records, row: undefined };
}

function bm25(terms: readonly string[], document: readonly string[], all: readonly (readonly string[])[]): number {
  return terms.reduce((sum, term) => {
    const having = all.filter((words) => words.includes(term)).length;
    const count = document.filter((word) => word === term).length;
    return sum + (Math.log(1 + (all.length - having + 0.5) / (having + 0.5)) * count * 2.2) / (count + 1.2);
  }, 0);
}
