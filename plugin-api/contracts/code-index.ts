import type { ReadonlyStore } from '../event.js';
import { defineService } from '../services.js';

/** What a piece of code is. `window`: lines of a file whose structure is not known. */
export type CodeKind =
  'function' | 'method' | 'class' | 'module' | 'statement' | 'entry' | 'section' | 'rule' | 'window';

/** A piece of the project's code. Lines count from one, both inclusive, and never reach past the file as it was indexed. */
export interface CodeMatch {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  /** Higher is better. Only comparable within one result. */
  readonly score: number;
  readonly foundBy: 'keyword' | 'vector' | 'both';
  readonly kind: CodeKind;
  /** `python`, `typescript`, … */
  readonly language: string;
  /** Qualified: `OrderRepository.find`. */
  readonly symbol?: string | undefined;
  /** Why it stands where it stands, for people: `defines OrderRepository`, `in 3 places of this file`. */
  readonly reasons: readonly string[];
}

/** What a query was taken for. `trace`: lines of an error with frames. */
export type CodeQueryKind = 'symbol' | 'path' | 'trace' | 'question';

export interface CodeSearchOptions {
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface CodeSearchResult {
  readonly query: string;
  readonly kind: CodeQueryKind;
  /** Best first. */
  readonly matches: readonly CodeMatch[];
  readonly tookMs: number;
  /** What a person should know of this result: keywords only because no model can run here, a filter that was not understood. */
  readonly notes: readonly string[];
}

/** A place in a file. Without lines: all of it. */
export interface CodePlace {
  readonly path: string;
  readonly startLine?: number | undefined;
  readonly endLine?: number | undefined;
}

/** What is at some lines of a file: the outline of the file is all of them, in order. */
export interface CodeSymbol {
  readonly kind: CodeKind;
  readonly symbol: string | undefined;
  readonly signature: string | undefined;
  readonly startLine: number;
  readonly endLine: number;
}

export interface IndexedFile {
  readonly path: string;
  readonly language: string;
  readonly chunks: number;
}

/** Files of the project, both by path. */
export interface CodeImports {
  readonly imports: readonly string[];
  readonly importedBy: readonly string[];
}

/** Why a file is not in the index. */
export type SkipReason =
  | 'binary'
  | 'generated'
  | 'minified'
  | 'lock-file'
  | 'too-large'
  | 'vendored'
  | 'secret'
  | 'excluded'
  | 'link-outside'
  | 'unreadable';

/** What one refresh did. */
export interface IndexSummary {
  readonly files: number;
  readonly chunks: number;
  /** Files that are new or changed. */
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Chunks whose vectors were made now. */
  readonly embedded: number;
  readonly tookMs: number;
  /** See `CodeIndexState.embedder`. */
  readonly embedder: string;
}

export type IndexProgress =
  /** How many files will be read. */
  | { readonly type: 'index-start'; readonly files: number }
  | { readonly type: 'file-end'; readonly path: string; readonly done: number }
  /** Vectors of files that did not change are made again, for another model. */
  | { readonly type: 'embed'; readonly done: number; readonly total: number }
  | { readonly type: 'index-end'; readonly summary: IndexSummary };

export interface CodeIndexState {
  /** `off`: by the person. `waiting`: nobody has looked at the project yet. `failed`: see `error`. */
  readonly status: 'off' | 'waiting' | 'scanning' | 'indexing' | 'ready' | 'failed';
  readonly files: number;
  readonly chunks: number;
  /** Most files first. */
  readonly languages: readonly { readonly language: string; readonly files: number; readonly chunks: number }[];
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** While indexing. `remainingMs` is an estimate, `undefined` until there is one. */
  readonly progress:
    | {
        readonly what: 'files' | 'vectors';
        readonly done: number;
        readonly total: number;
        readonly remainingMs: number | undefined;
      }
    | undefined;
  /** What makes the vectors: `built-in`, `provider/model`, the name of a folder; `none`: keywords only, `problem` says why. */
  readonly embedder: { readonly id: string; readonly problem?: string | undefined };
  /** Of the last refresh. */
  readonly error: { readonly message: string; readonly hint?: string | undefined } | undefined;
  /** Milliseconds since the epoch of the last complete refresh. */
  readonly refreshedAt: number | undefined;
  /** Of the database. */
  readonly sizeBytes: number | undefined;
  /** Whether changes of files are followed. */
  readonly isWatching: boolean;
}

/** Finds code of the project: by words, by meaning, by symbol, path or place. Everything stays on this machine. */
export interface CodeIndex {
  readonly state: ReadonlyStore<CodeIndexState>;
  /**
   * Brings the index up to date with the files. One at a time: a second call joins the first. `rebuild` forgets what was
   * known. Ends with `index-end`; throws a `DevmgrError`. Aborting ends it early with what was done kept.
   */
  refresh(options: { readonly signal: AbortSignal; readonly rebuild?: boolean }): AsyncIterable<IndexProgress>;
  /**
   * Words, a question, a symbol, a path, lines of an error; filters `lang:py path:app/ kind:class -word` among them.
   * An empty query finds nothing. Rejects with a `DevmgrError` while the index is off.
   */
  search(query: string, options: CodeSearchOptions): Promise<CodeSearchResult>;
  /** Code that is like the code at a place, without the place itself. */
  related(place: CodePlace, options: CodeSearchOptions): Promise<CodeSearchResult>;
  /** All pieces of a file, in order; empty for a file that is not in the index. */
  outline(path: string, options: { readonly signal: AbortSignal }): Promise<readonly CodeSymbol[]>;
  /**
   * Files of the project that a file imports, and those that import it, as far as their names tell (Python, JavaScript, TypeScript).
   * Both empty for a file that is not in the index.
   */
  imports(path: string, options: { readonly signal: AbortSignal }): Promise<CodeImports>;
  /** By path. */
  files(options: { readonly signal: AbortSignal }): Promise<readonly IndexedFile[]>;
  /** Follows changes of files from now on; a refresh comes first. Released: no longer. */
  watch(): { dispose(): void };
  /** The off switch; it is remembered for the project. */
  setEnabled(isEnabled: boolean): Promise<void>;
}

/** Provided by the chat plugin. */
export const CodeIndex = defineService<CodeIndex>('chat.code-index');
