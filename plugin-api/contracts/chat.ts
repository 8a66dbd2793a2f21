import { defineService } from '../services.js';

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

/** Answers questions about the project's code. */
export interface Chat {
  /** Shows the tab with this question in a conversation. Does nothing without a screen. */
  ask(question: ChatQuestion): void;
}

/** Provided by the chat plugin. */
export const Chat = defineService<Chat>('chat.assistant');
