import type { ChatAnswerEvent } from 'devmgr/plugin-api/contracts/chat';
import type { JsonObject } from '../gateway-protocol.js';
import { protocolErrorEvent } from '../server/protocol-error.js';
import { citationDocuments, finishReason, sourceDocuments, usageDocument, type ChatAnswer } from './chat-answer.js';
import { serviceError } from '../service-error.js';

export interface ChunkOptions {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  /** As the client named it. */
  readonly asked: string | undefined;
  readonly redact: (text: string) => string;
  readonly includesUsage: boolean;
  readonly requestId: string;
}

/** An answer as server-sent events, from what came before the first word of it. Never throws: an error is an event. */
export async function* chatChunks(
  events: AsyncIterable<ChatAnswerEvent>,
  beginning: ChatAnswer,
  options: ChunkOptions,
): AsyncGenerator<string, void, undefined> {
  const { id, created, asked = 'devmgr', redact, includesUsage } = options;
  const chunk = (choices: readonly JsonObject[], more: JsonObject = {}) => {
    const usage = includesUsage && { usage: null };
    return sent({ id, object: 'chat.completion.chunk', created, model: asked, choices, ...usage, ...more });
  };
  const delta = (content: JsonObject, more?: JsonObject) => chunk([choice(content, null)], more);
  const { text, reasoning, sources, notes } = beginning;
  yield delta({ role: 'assistant', content: '' }, { sources: sourceDocuments(sources, redact), notes });
  if (reasoning !== '') yield delta({ reasoning_content: reasoning });
  if (text !== '') yield delta({ content: text });
  const ended = (end: NonNullable<ChatAnswer['end']>) =>
    chunk([choice({}, finishReason(end))], { citations: citationDocuments(end) }) +
    (includesUsage ? chunk([], { usage: usageDocument(end.usage) }) : '') +
    'data: [DONE]\n\n';
  if (beginning.end) return void (yield ended(beginning.end));
  try {
    for await (const event of events) {
      if (event.type === 'text-delta') yield delta({ content: event.text });
      if (event.type === 'reasoning-delta') yield delta({ reasoning_content: event.text });
      if (event.type === 'note') yield delta({}, { notes: [event.message] });
      if (event.type === 'answer-end') yield ended(event);
    }
  } catch (error) {
    yield protocolErrorEvent('openai', serviceError(error), options.requestId);
  }
}

function choice(delta: JsonObject, reason: string | null): JsonObject {
  return { index: 0, delta, logprobs: null, finish_reason: reason };
}

function sent(document: JsonObject): string {
  return `data: ${JSON.stringify(document)}\n\n`;
}
