import type { JsonObject } from '../gateway-protocol.js';
import { citationDocuments, finishReason, sourceDocuments, usageDocument, type ChatAnswer } from './chat-answer.js';

/** A whole answer: a chat completion with what it was made from. */
export function chatDocument(
  { text, reasoning, end, sources, notes }: ChatAnswer,
  { id, created, redact }: { readonly id: string; readonly created: number; readonly redact: (text: string) => string },
): JsonObject {
  const message = {
    role: 'assistant',
    content: text,
    refusal: null,
    ...(reasoning && { reasoning_content: reasoning }),
  };
  return {
    id,
    object: 'chat.completion',
    created,
    model: end ? `${end.target.providerId}/${end.target.modelId}` : '',
    choices: [{ index: 0, message, logprobs: null, finish_reason: end ? finishReason(end) : 'stop' }],
    ...(end && { usage: usageDocument(end.usage) }),
    sources: sourceDocuments(sources, redact),
    citations: end ? citationDocuments(end) : [],
    notes,
  };
}
