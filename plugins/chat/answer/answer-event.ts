import type { AiTarget, AiUsage } from 'devmgr/plugin-api/contracts/ai';
import type { Citation } from '../citations/citation.js';
import type { Attachment, ChatMessage, ChatSource } from '../conversation/conversation.js';

export interface AnswerRequest {
  /** Not empty. */
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** What was said before, oldest first. */
  readonly history: readonly ChatMessage[];
  /** Paths from the root. */
  readonly pinned: readonly string[];
  /** Whether code of the project is looked up. */
  readonly usesCode: boolean;
  /** `provider/model` or `provider`; `undefined`: what the `ai` service chooses. */
  readonly model: string | undefined;
}

/** What goes on with a request, in this order as far as it is needed. */
export type AnswerStep =
  /** The index is made, or brought up to date; the question waits for it. `remainingMs` is an estimate. */
  | {
      readonly kind: 'indexing';
      readonly done: number;
      readonly total: number | undefined;
      readonly remainingMs: number | undefined;
    }
  /** The question is put so that it stands alone. */
  | { readonly kind: 'rewriting' }
  | { readonly kind: 'searching' }
  /** What was said long ago is put in short. */
  | { readonly kind: 'summarising' }
  /** `host`: where the prompt goes; `undefined` when it stays on this machine. */
  | { readonly kind: 'asking'; readonly target: AiTarget }
  | { readonly kind: 'answering'; readonly target: AiTarget };

/** What a prompt costs, in tokens: estimates that are rather too high. */
export interface PromptBudget {
  readonly used: number;
  /** What the model takes, without what is kept for its answer. */
  readonly room: number;
  /** For people: `3 sources`, `the oldest 4 messages`. */
  readonly leftOut: readonly string[];
}

export type AnswerEvent =
  | { readonly type: 'step'; readonly step: AnswerStep }
  /** Before the first token, once. */
  | {
      readonly type: 'sources';
      readonly sources: readonly ChatSource[];
      /** `undefined` when code is only quoted: nobody reads a prompt. */
      readonly budget: PromptBudget | undefined;
      readonly isExtractive: boolean;
    }
  | { readonly type: 'note'; readonly message: string }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  /** The last event, unless it throws. */
  | {
      readonly type: 'answer-end';
      readonly reason: 'stop' | 'length' | 'content-filter' | 'aborted';
      readonly target: AiTarget;
      readonly usage: AiUsage;
      readonly citations: readonly Citation[];
    };

/**
 * Answers a question about the project. Throws a `DevmgrError` (also an `AiError`); aborting is no failure: what came until
 * then stays, and it ends with `answer-end` when somebody was asked already, else just ends.
 */
export type AnswerQuestion = (
  request: AnswerRequest,
  options: { readonly signal: AbortSignal },
) => AsyncIterable<AnswerEvent>;
