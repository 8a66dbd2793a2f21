import type { CodeQueryKind } from 'devmgr/plugin-api/contracts/code-index';

/** `lang:py path:app/ kind:class -test`, taken out of the words of a query. */
export interface QueryFilters {
  readonly languages: readonly string[];
  /** Prefixes, parts or globs of paths; any of them. */
  readonly paths: readonly string[];
  readonly kinds: readonly string[];
  /** Words that neither path, symbol nor text may have. */
  readonly without: readonly string[];
  /** `-lang:sql`, `-path:tests/`, `-kind:window`: what is left out; read as the three above. */
  readonly withoutLanguages?: readonly string[];
  readonly withoutPaths?: readonly string[];
  readonly withoutKinds?: readonly string[];
  /** `"has no attribute"`: path, symbol or text must have all of them, as they are but for case and spaces. */
  readonly phrases?: readonly string[];
}

export interface ParsedQuery {
  readonly raw: string;
  readonly kind: CodeQueryKind;
  /** Without filters: what is embedded. */
  readonly text: string;
  /** For the keyword side, stemmed and split; without duplicates. */
  readonly terms: readonly string[];
  /** Names as they are written that look like symbols: `OrderRepository.find`, `create_order`. */
  readonly symbols: readonly string[];
  /** Paths or file names in the query, with the line where there is one; of an error the innermost frame first. */
  readonly places: readonly {
    readonly path: string;
    readonly line?: number | undefined;
    /** Of a range of lines. */
    readonly endLine?: number | undefined;
  }[];
  /** Whether it asks for tests. */
  readonly wantsTests: boolean;
  readonly filters: QueryFilters;
  readonly notes: readonly string[];
}
