import type { AnswerStep, PromptBudget } from '../answer/answer-event.js';
import type { Attachment, Conversation } from './conversation.js';

/** The conversation that is open, and what goes on in it. Immutable. */
export interface ChatState {
  readonly conversation: Conversation;
  /** While an answer is made. `since`: milliseconds since the epoch. */
  readonly working: { readonly messageId: string; readonly step: AnswerStep; readonly since: number } | undefined;
  /** Of the last prompt. */
  readonly budget: PromptBudget | undefined;
  /** The id of the question that the next one is to replace, with its answer: it is edited. */
  readonly takenBack?: string | undefined;
  /** Of the next question. */
  readonly attachments: readonly Attachment[];
  readonly usesCode: boolean;
  /** `provider/model`; `undefined`: what the `ai` service chooses. */
  readonly model: string | undefined;
  /** That the conversation cannot be kept, and why. It goes on in memory. */
  readonly storageProblem: string | undefined;
}
