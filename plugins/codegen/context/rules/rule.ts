import type { ConfigFiles } from './config-files.js';

/** What a project asks for, as a model follows it. */
export interface Rule {
  /** A sentence, or some. */
  readonly text: string;
  /** A few words for the list of what is sent: `line length 100`. */
  readonly label?: string | undefined;
}

/** Where rules are looked for. `path`: of the target, from the root. */
export interface RuleRequest {
  readonly path: string;
  readonly files: ConfigFiles;
}

export type RuleSource = (request: RuleRequest) => Promise<readonly Rule[]>;
