import type {
  CodeImports,
  CodePlace,
  CodeQueryKind,
  CodeSearchResult,
  CodeSymbol,
  IndexedFile,
} from 'devmgr/plugin-api/contracts/code-index';
import type { Embedder, EmbedderChoice } from '../embed/embedder.js';
import { SearchEngine } from '../search/search-engine.js';
import type { IndexReader, SkippedFile } from '../store/index-store.js';
import { EmbedderShelf } from './embedder-shelf.js';
import type { SearchWorkerMethods } from './search-methods.js';

export interface SearchDeskParts {
  /** `undefined`: there is no index yet. */
  openReader(): Promise<IndexReader | undefined>;
  createEmbedder(choice: EmbedderChoice): Promise<Embedder | undefined>;
  readonly choice: EmbedderChoice;
  /** Milliseconds, monotonic. */
  now(): number;
}

/** What the search thread does, on whichever thread it is. */
export class SearchDesk {
  readonly #parts: SearchDeskParts;
  readonly #shelf: EmbedderShelf;
  #opening: Promise<SearchEngine | undefined> | undefined;
  /** Of the engine. */
  #reader: IndexReader | undefined;

  constructor(parts: SearchDeskParts) {
    this.#parts = parts;
    this.#shelf = new EmbedderShelf((choice) => parts.createEmbedder(choice));
    this.#shelf.choose(parts.choice);
  }

  /** Begins to load what the first search needs. */
  warmUp(): void {
    this.#shelf.warmUp();
    this.reload().catch(() => undefined);
  }

  async search(query: string, limit: number, signal: AbortSignal): Promise<CodeSearchResult> {
    const engine = await this.#engine();
    return engine ? engine.search(query, { limit, signal }) : nothing(query, 'question');
  }

  async related(place: CodePlace, limit: number, signal: AbortSignal): Promise<CodeSearchResult> {
    const engine = await this.#engine();
    return engine ? engine.related(place, { limit, signal }) : nothing(place.path, 'path');
  }

  async outline(path: string): Promise<readonly CodeSymbol[]> {
    return (await this.#engine())?.outline(path) ?? [];
  }

  async imports(path: string): Promise<CodeImports> {
    return (await this.#engine())?.imports(path) ?? { imports: [], importedBy: [] };
  }

  async files(): Promise<readonly IndexedFile[]> {
    return (await this.#engine())?.files() ?? [];
  }

  async leftOut(): Promise<readonly SkippedFile[]> {
    await this.reload();
    const files = (await this.#reader?.skipped()) ?? [];
    return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  async generation(): Promise<number | undefined> {
    return (await this.#engine())?.generation();
  }

  async reload(): Promise<void> {
    await (await this.#engine())?.reload();
  }

  choose(choice: EmbedderChoice): void {
    this.#shelf.choose(choice);
  }

  async close(): Promise<void> {
    const engine = await this.#opening?.catch(() => undefined);
    this.#opening = undefined;
    await engine?.close();
    await this.#shelf.dispose();
  }

  /** As calls from another thread. */
  methods(): SearchWorkerMethods {
    return {
      search: ({ query, limit }, { signal }) => this.search(query, limit, signal),
      related: ({ place, limit }, { signal }) => this.related(place, limit, signal),
      outline: ({ path }) => this.outline(path),
      imports: ({ path }) => this.imports(path),
      files: () => this.files(),
      leftOut: () => this.leftOut(),
      generation: () => this.generation(),
      reload: () => this.reload(),
      choose: async ({ choice }) => this.choose(choice),
      close: () => this.close(),
    };
  }

  /** Asked for again as long as there is none: the index may be in the making. */
  async #engine(): Promise<SearchEngine | undefined> {
    this.#opening ??= this.#open();
    const opening = this.#opening;
    const engine = await opening.catch((error: unknown) => {
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    });
    if (!engine && this.#opening === opening) this.#opening = undefined;
    return engine;
  }

  async #open(): Promise<SearchEngine | undefined> {
    const reader = await this.#parts.openReader();
    this.#reader = reader;
    return (
      reader && new SearchEngine({ reader, embedderFor: (id) => this.#shelf.forId(id), now: () => this.#parts.now() })
    );
  }
}

function nothing(query: string, kind: CodeQueryKind): CodeSearchResult {
  return { query, kind, matches: [], tookMs: 0, notes: [] };
}
