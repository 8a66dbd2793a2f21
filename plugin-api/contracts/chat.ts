import { defineService } from '../services.js';
import type { AiTarget, AiUsage } from './ai.js';

/** Something that a question is about: a failure, an excerpt of the log, a file that is not saved. */
export interface ChatPart {
  /** One line: `tests/unit/test_orders.py::test_create failed`. */
  readonly title: string;
  readonly text: string;
  /** Of the code in it, or `text`. */
  readonly language?: string | undefined;
}

export interface ChatQuestion {
  readonly text: string;
  readonly parts?: readonly ChatPart[];
  /** Default false: it is written into the composer, and the person sends it. */
  readonly send?: boolean;
}

/** A question that is answered to whoever asks, without the tab. */
export interface ChatAnswerRequest {
  readonly text: string;
  readonly parts?: readonly ChatPart[] | undefined;
  /** What was said before, oldest first. */
  readonly history?: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[] | undefined;
  /** Whether code of the project is looked up. Default true. */
  readonly usesCode?: boolean | undefined;
  /** `provider/model` or `provider`. Default: what the `ai` service chooses. */
  readonly model?: string | undefined;
}

/** Code that an answer was made from. Lines count from one, both inclusive. */
export interface ChatAnswerSource {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly symbol?: string | undefined;
  readonly language: string;
  /** Higher is better; only comparable within one answer. */
  readonly score: number;
  /** `neighbour`: the class around a find, its imports, callers of what was asked for. */
  readonly origin: 'search' | 'neighbour' | 'pinned';
  /** Why it was found, for people. */
  readonly reasons: readonly string[];
}

/** A place that an answer names. `written` as it stands there; `problem`: why it could not be verified. */
export interface ChatAnswerCitation {
  readonly written: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string | undefined;
  readonly verified: boolean;
  readonly problem?: string | undefined;
}

/** `answer-end` is the last, unless it throws or nobody was asked before it was aborted. Ignore the ones you do not know. */
export type ChatAnswerEvent =
  /** Before the first text, once for each time that the model is asked with less. */
  | {
      readonly type: 'sources';
      readonly sources: readonly ChatAnswerSource[];
      /** What answers only quotes code. */
      readonly isExtractive: boolean;
    }
  /** What a person should know of this answer. */
  | { readonly type: 'note'; readonly message: string }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | {
      readonly type: 'answer-end';
      readonly reason: 'stop' | 'length' | 'content-filter' | 'aborted';
      readonly target: AiTarget;
      readonly usage: AiUsage;
      readonly citations: readonly ChatAnswerCitation[];
    };

/** Answers questions about the project's code. */
export interface Chat {
  /** Shows the tab with this question in a conversation. Does nothing without a screen. */
  ask(question: ChatQuestion): void;
  /** Answers as the tab does, without it. Throws a `DevmgrError` (also an `AiError`); aborting is no failure. Nothing of it is kept. */
  answer(request: ChatAnswerRequest, options: { readonly signal: AbortSignal }): AsyncIterable<ChatAnswerEvent>;
}

/** Provided by the chat plugin. */
export const Chat = defineService<Chat>('chat.assistant');
