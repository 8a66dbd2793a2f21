import type { CodeContextItem, CodeContextRequest } from 'devmgr/plugin-api/contracts/code-generator';

export interface GatheredContext {
  /** By value, best first; ids are unique. Nothing secret, nothing masked yet. */
  readonly items: readonly CodeContextItem[];
  /** What the person should know: a provider failed, the code index is off. */
  readonly notes: readonly string[];
}

export interface GatherRequest extends CodeContextRequest {
  /** What is sent beside the prompt: files of an error in it are part of the context. */
  readonly attachments?: readonly { readonly title: string; readonly text: string }[] | undefined;
}

/** Never rejects but with the signal's reason. */
export type GatherContext = (request: GatherRequest) => Promise<GatheredContext>;
