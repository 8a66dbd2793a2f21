import type { AiMessage } from 'devmgr/plugin-api/contracts/ai';
import type { PromptBudget } from '../answer/answer-event.js';
import type { ChatSource } from '../conversation/conversation.js';

/** What is sent. */
export interface Prompt {
  /** The last one is the question as it was put, and nothing else: the extractive model looks at that. */
  readonly messages: readonly AiMessage[];
  /** Those that stand in the messages, best first. */
  readonly sources: readonly ChatSource[];
  readonly budget: PromptBudget;
  /** `undefined`: the answer may be as long as the model likes. */
  readonly maxOutputTokens: number | undefined;
}
