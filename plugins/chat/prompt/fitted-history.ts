import type { AiMessage } from 'devmgr/plugin-api/contracts/ai';

/** As much of a conversation as is sent. */
export interface FittedHistory {
  readonly messages: readonly AiMessage[];
  readonly tokens: number;
  /** For people: `the oldest 4 messages`. */
  readonly leftOut: readonly string[];
}
