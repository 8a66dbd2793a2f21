import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';
import type { SyntaxKind } from './syntax-kind.js';

/** A text for a parser. */
export interface ParseRequest {
  /** Its name says which dialect. */
  readonly path: string;
  readonly text: string;
  readonly kind: Exclude<SyntaxKind, 'python'>;
}

/** What a thread is given. */
export interface SyntaxWorkerData {
  readonly request: ParseRequest;
  /** Addresses of the packages: where the plugin is copied to, threads do not find them. */
  readonly packages: { readonly babel: string; readonly yaml: string; readonly toml: string };
}

/** What it answers. `undefined`: it cannot tell. */
export type ParseAnswer = readonly CodeProblem[] | undefined;
