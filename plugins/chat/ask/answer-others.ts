import { createHash } from 'node:crypto';
import type { PluginContext } from 'devmgr/plugin-api';
import type { ChatAnswerEvent, ChatAnswerRequest } from 'devmgr/plugin-api/contracts/chat';
import type { AnswerQuestion } from '../answer/answer-event.js';
import type { ChatMessage } from '../conversation/conversation.js';

export interface AnswerOthersParts {
  readonly context: Pick<PluginContext, 'text'>;
  readonly answer: AnswerQuestion;
}

type Said = NonNullable<ChatAnswerRequest['history']>[number];

/** Answers questions of other plugins as those of the tab are answered. */
export async function* answerOthers(
  { context, answer }: AnswerOthersParts,
  { text, parts = [], history = [], usesCode = true, model }: ChatAnswerRequest,
  options: { readonly signal: AbortSignal },
): AsyncGenerator<ChatAnswerEvent, void, undefined> {
  const { textAttachment } = await import('../attach/text-attachment.js');
  const attachments = await Promise.all(
    parts.map(async (part) => {
      const attachment = await textAttachment(part.title, part.text, context);
      return { ...attachment, ...(part.language !== undefined && { language: part.language }) };
    }),
  );
  const request = { question: text, attachments, history: messagesOf(history), pinned: [], usesCode, model };
  for await (const event of answer(request, options)) if (event.type !== 'step') yield event;
}

/** Ids are made of everything that was said until then: what is known of a conversation that comes again is found by them. */
function messagesOf(history: readonly Said[]): readonly ChatMessage[] {
  const hash = createHash('sha256');
  return history.map(({ role, text }): ChatMessage => {
    hash.update(`${role} ${text.length} ${text}`);
    const id = hash.copy().digest('hex');
    if (role === 'user') return { id, role, at: 0, text, attachments: [] };
    const nothing = { target: undefined, usage: undefined, sources: [], citations: [], notes: [] };
    return { id, role, at: 0, text, status: 'done', isExtractive: false, ...nothing };
  });
}
