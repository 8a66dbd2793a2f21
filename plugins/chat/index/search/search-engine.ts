import { DevmgrError } from 'devmgr/plugin-api';
import type {
  CodeImports,
  CodeMatch,
  CodePlace,
  CodeSearchResult,
  CodeSymbol,
  IndexedFile,
} from 'devmgr/plugin-api/contracts/code-index';
import type { Embedder } from '../embed/embedder.js';
import { wholeTerm } from '../keyword/identifier-terms.js';
import { parseQuery } from '../query/parse-query.js';
import type { ParsedQuery, QueryFilters } from '../query/parsed-query.js';
import { lastPart } from '../rank/last-part.js';
import { rankCandidates } from '../rank/rank-candidates.js';
import type { IndexReader, KeywordHit } from '../store/index-store.js';
import { candidateLimit, gatherCandidates } from './gather-candidates.js';
import { LoadedCorpus } from './loaded-corpus.js';
import { MatchReader } from './match-reader.js';
import { queryNotes } from './query-notes.js';
import { averageVector, chunksAt, termsLike } from './related-place.js';
import type { Candidate } from './search-corpus.js';

/** Of path, symbol and body in BM25. */
const columnWeights = [2, 4, 1] as const;
/** Filters are applied to what the keyword side found: then more of it is looked at. */
const filteredLimit = 5_000;
/** Of a query that are looked for whole. */
const mostNames = 4;

export interface SearchEngineParts {
  readonly reader: IndexReader;
  /** The embedder whose vectors the index holds; `undefined`: it cannot run here, keywords only. Asked once for each id. */
  embedderFor(id: string): Promise<Embedder | undefined>;
  /** Milliseconds, monotonic. */
  now(): number;
}

export interface EngineSearchOptions {
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Signals of the ranking that are left out, and `keyword` or `vector`: for ablation. */
  readonly off?: ReadonlySet<string>;
}

/** Searches one index: vectors and outlines in memory, texts and keywords in the database. Follows what writers do. */
export class SearchEngine {
  readonly #parts: SearchEngineParts;
  readonly #corpus = new LoadedCorpus();
  readonly #matches: MatchReader;
  readonly #embedders = new Map<string, Promise<Embedder | undefined>>();
  #loading: Promise<void> | undefined;

  constructor(parts: SearchEngineParts) {
    this.#parts = parts;
    this.#matches = new MatchReader(parts.reader);
  }

  get corpus(): LoadedCorpus {
    return this.#corpus;
  }

  /** Takes in what was written since the last time; calls at the same time are one. */
  async reload(): Promise<void> {
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Of what is written now; a search that begins after it is of this one or a later one. */
  async generation(): Promise<number> {
    // One that was under way may have read before the last write.
    await this.reload();
    await this.reload();
    return this.#corpus.generation;
  }

  async search(raw: string, options: EngineSearchOptions): Promise<CodeSearchResult> {
    const startedAt = this.#parts.now();
    const query = parseQuery(raw);
    const notes = [...query.notes];
    const embedding = this.#queryVector(query.text, options, notes);
    // Handled below; until then a failure must not count as unhandled.
    embedding.catch(() => undefined);
    await this.reload();
    const [keyword, whole] = await Promise.all([this.#keyword(query, options), this.#whole(query, options)]);
    const found = gatherCandidates(query, { keyword, whole, vector: await embedding }, this.#corpus);
    notes.push(...found.notes, ...queryNotes(query, whole.length > 0, this.#corpus));
    const { candidates } = found;
    const matches = await this.#answer(query, candidates, options);
    const { phrases = [] } = query.filters;
    if (matches.length === 0 && phrases.length > 0)
      notes.push(`Nothing has ${phrases.map((text) => `"${text}"`).join(' and ')} as it is written`);
    return { query: raw, kind: query.kind, matches, tookMs: this.#parts.now() - startedAt, notes };
  }

  /** What is like the code at a place, by its own vectors and words. */
  async related(place: CodePlace, options: EngineSearchOptions): Promise<CodeSearchResult> {
    const startedAt = this.#parts.now();
    await this.reload();
    const chunks = chunksAt(place, this.#corpus);
    const query = await termsLike(chunks, this.#parts.reader);
    const keyword = await this.#keyword(query, options);
    const vector = averageVector(chunks, this.#corpus);
    const own = new Set(chunks.map(({ chunkId }) => chunkId));
    const { candidates } = gatherCandidates(query, { keyword, vector }, this.#corpus);
    const others = candidates.filter(({ chunkId }) => !own.has(chunkId));
    const matches = await this.#answer(query, others, options);
    return { query: place.path, kind: 'path', matches, tookMs: this.#parts.now() - startedAt, notes: [] };
  }

  async outline(path: string): Promise<readonly CodeSymbol[]> {
    await this.reload();
    const chunks = this.#corpus.fileAt(path)?.chunks ?? [];
    return chunks.map(({ kind, symbol, signature, startLine, endLine }) => ({
      kind,
      symbol,
      signature,
      startLine,
      endLine,
    }));
  }

  async imports(path: string): Promise<CodeImports> {
    await this.reload();
    return this.#corpus.importsOf(path);
  }

  async files(): Promise<readonly IndexedFile[]> {
    await this.reload();
    const files = [...this.#corpus.files()].map(({ path, language, chunks }) => ({
      path,
      language,
      chunks: chunks.length,
    }));
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async close(): Promise<void> {
    const embedders = await Promise.allSettled(this.#embedders.values());
    for (const embedder of embedders) if (embedder.status === 'fulfilled') await embedder.value?.dispose();
    await this.#parts.reader.close();
  }

  async #load(): Promise<void> {
    const { reader } = this.#parts;
    if ((await reader.generation()) === this.#corpus.generation) return;
    const since = this.#corpus.isSparse ? 0 : this.#corpus.generation;
    this.#corpus.apply(await reader.changesSince(since));
  }

  async #queryVector(
    text: string,
    { signal, off }: EngineSearchOptions,
    notes: string[],
  ): Promise<Float32Array | undefined> {
    if (text.trim() === '' || off?.has('vector')) return undefined;
    await this.reload();
    const id = this.#corpus.embedder;
    if (id === undefined || !this.#corpus.matrix) return undefined;
    try {
      const embedder = await this.#embedder(id);
      const [vector] = (await embedder?.embed([{ text }], { signal })) ?? [];
      return vector?.length === this.#corpus.matrix.dimensions ? vector : undefined;
    } catch (error) {
      signal.throwIfAborted();
      notes.push(`Keywords only: ${reasonOf(error)}`);
      return undefined;
    }
  }

  #embedder(id: string): Promise<Embedder | undefined> {
    const known = this.#embedders.get(id);
    if (known) return known;
    const opening = this.#parts.embedderFor(id);
    this.#embedders.set(id, opening);
    // It may have been a passing failure: the next query tries again.
    opening.catch(() => this.#embedders.delete(id));
    return opening;
  }

  #keyword({ terms, filters }: ParsedQuery, { off }: EngineSearchOptions): Promise<readonly KeywordHit[]> {
    if (terms.length === 0 || off?.has('keyword')) return Promise.resolve([]);
    const limit = isFiltered(filters) ? filteredLimit : candidateLimit;
    return this.#parts.reader.keyword(terms, { limit, weights: columnWeights });
  }

  /** Names of several words have a term of their own. */
  #whole({ symbols }: ParsedQuery, { off }: EngineSearchOptions): Promise<readonly KeywordHit[]> {
    const terms = symbols.slice(0, mostNames).flatMap((symbol) => wholeTerm(lastPart(symbol)) ?? []);
    if (terms.length === 0 || off?.has('keyword')) return Promise.resolve([]);
    return this.#parts.reader.keyword(terms, { limit: candidateLimit, weights: columnWeights });
  }

  #answer(
    query: ParsedQuery,
    candidates: readonly Candidate[],
    { limit, signal, off = new Set() }: EngineSearchOptions,
  ): Promise<readonly CodeMatch[]> {
    signal.throwIfAborted();
    // Filters alone ask for what is there, in its order.
    const isListing = query.text.trim() === '';
    const ranked = isListing
      ? candidates.map((candidate) => ({ ...candidate, score: 0, reasons: [] }))
      : rankCandidates({ query, corpus: this.#corpus, candidates }, { off });
    return this.#matches.read(ranked, { limit, query });
  }
}

function isFiltered(filters: QueryFilters): boolean {
  return Object.values(filters).some((values: readonly string[] | undefined) => values && values.length > 0);
}

function reasonOf(error: unknown): string {
  if (DevmgrError.isInstance(error)) return [error.message, error.hint].filter(Boolean).join(' ');
  return error instanceof Error ? error.message : String(error);
}
