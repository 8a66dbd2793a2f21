import type { PluginContext } from 'devmgr/plugin-api';
import type { Chat, ChatPart, ChatQuestion } from 'devmgr/plugin-api/contracts/chat';
import type { AnswerQuestion } from '../answer/answer-event.js';
import type { ChatSession } from '../conversation/chat-session.js';
import { answerOthers } from './answer-others.js';

export interface ChatParts {
  readonly context: Pick<PluginContext, 'screen' | 'manifest' | 'text' | 'log'>;
  readonly session: ChatSession;
  readonly answer: AnswerQuestion;
  /** Puts a text into the composer, also of a tab that is made in a moment. */
  write(text: string): void;
}

/** Lets others ask: what a question is about becomes its attachments. */
export function createChat(parts: ChatParts): Chat {
  const { screen, manifest, log } = parts.context;
  return {
    ask(question) {
      if (!screen.isInteractive) return;
      screen.showTab(manifest.tab?.id ?? manifest.id);
      ask(parts, question).catch((error: unknown) => {
        log.warn('A question of another tab could not be taken', { reason: String(error) });
        const message = error instanceof Error ? error.message : String(error);
        screen.notify({ severity: 'error', message });
      });
    },
    answer: (request, options) => answerOthers(parts, request, options),
  };
}

/** Another matter is another conversation; an answer that is being written is left in peace. */
async function ask({ context, session, write }: ChatParts, { text, parts = [], send }: ChatQuestion): Promise<void> {
  const { working, conversation } = session.state.get();
  if (!working && conversation.messages.length > 0) session.startNew();
  for (const part of parts) await attachPart(session, context, part);
  if (send === true && !working) await session.send(text);
  else write(text);
}

async function attachPart(session: ChatSession, context: ChatParts['context'], { title, text, language }: ChatPart) {
  const { textAttachment } = await import('../attach/text-attachment.js');
  session.attach({ ...(await textAttachment(title, text, context)), ...(language !== undefined && { language }) });
}
