import type { MarkdownSection } from 'devmgr/plugin-api';
import type { ChatState } from '../../conversation/chat-state.js';
import type { AssistantMessage, ChatMessage } from '../../conversation/conversation.js';
import { citationMarks } from './citation-marks.js';
import { LeftOut } from './left-out.js';
import { answerFoot, type AnswerFacts } from './message-foot.js';
import { answerHead, questionHead } from './message-head.js';
import { plainMarkdown } from './plain-markdown.js';
import { stepText } from './step-text.js';

/** What is shown of messages; one that has not changed is the same object as before. */
export class ConversationSections {
  readonly #made = new WeakMap<ChatMessage, MarkdownSection>();
  readonly #leftOut = new LeftOut();

  /** Without what is taken back to be edited. `now`: milliseconds since the epoch. */
  of(state: ChatState, now: number): readonly MarkdownSection[] {
    const { conversation, working, takenBack } = state;
    const last = conversation.messages.at(-1);
    if (this.#leftOut.look(state) && last) this.#made.delete(last);
    const { messages } = conversation;
    const end = takenBack === undefined ? -1 : messages.findIndex(({ id }) => id === takenBack);
    return (end < 0 ? messages : messages.slice(0, end)).map((message) => {
      const doing = working?.messageId === message.id ? stepText(working, now) : undefined;
      const made = doing === undefined ? this.#made.get(message) : undefined;
      const section = made ?? sectionOf(message, { doing, leftOut: this.#leftOut.of(message.id) }, now);
      if (doing === undefined) this.#made.set(message, section);
      return section;
    });
  }
}

function sectionOf(message: ChatMessage, facts: AnswerFacts, now: number): MarkdownSection {
  if (message.role === 'assistant') return answerSection(message, facts);
  return { id: message.id, header: questionHead(message, now), text: plainMarkdown(message.text) };
}

function answerSection(message: AssistantMessage, facts: AnswerFacts): MarkdownSection {
  return {
    id: message.id,
    header: answerHead(message),
    text: message.text,
    marks: citationMarks(message),
    footer: answerFoot(message, facts),
  };
}
