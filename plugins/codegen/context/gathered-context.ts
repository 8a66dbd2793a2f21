import type { CodeContextItem, CodeContextRequest } from 'devmgr/plugin-api/contracts/code-generator';

export interface GatheredContext {
  /** By value, best first; ids are unique. Nothing secret, nothing masked yet. */
  readonly items: readonly CodeContextItem[];
  /** What the person should know: a provider failed, the code index is off. */
  readonly notes: readonly string[];
}

/** Never rejects but with the signal's reason. */
export type GatherContext = (request: CodeContextRequest) => Promise<GatheredContext>;
