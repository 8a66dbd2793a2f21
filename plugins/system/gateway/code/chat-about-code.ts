import { randomBytes } from 'node:crypto';
import { Chat, type ChatAnswerEvent } from 'devmgr/plugin-api/contracts/chat';
import { GatewayError } from '../gateway-error.js';
import type { GatewayAnswer } from '../gateway-call.js';
import type { GatewayParts } from '../gateway-parts.js';
import type { CallWork } from '../server/serve-call.js';
import { askNamed } from './ask-named.js';
import { applyAnswerEvent, noAnswer, type ChatAnswer } from './chat-answer.js';
import { chatChunks } from './chat-chunks.js';
import { chatDocument } from './chat-document.js';
import { serviceError } from '../service-error.js';
import { namedModels } from './named-models.js';
import { readQuestion, type ClientMessage } from './read-question.js';

export interface ChatBody {
  readonly model?: string;
  readonly messages: readonly ClientMessage[];
  readonly stream?: boolean | null;
  readonly stream_options?: { readonly include_usage?: boolean } | null;
  readonly use_code?: boolean;
}

/** Answers a question from the project's code. Rejects before the first token, never afterwards. */
export async function chatAboutCode(body: ChatBody, parts: GatewayParts, call: CallWork): Promise<GatewayAnswer> {
  const { signal, trace } = call;
  const question = readQuestion(body.messages);
  const chat = await chatService(parts);
  const models = await namedModels(body.model, parts, signal);
  const { use_code: usesCode = true } = body;
  const ask = (model: string | undefined) => chat.answer({ ...question, usesCode, model }, { signal });
  const events = noted(askNamed(models, ask, isBeginning), call);
  const names = { id: `chatcmpl-${randomBytes(12).toString('base64url')}`, created: nowSeconds(parts) };
  const redact = (text: string) => parts.context.text.redact(text);
  try {
    const beginning = await begin(events);
    signal.throwIfAborted();
    if (body.stream !== true) {
      const answer = await rest(events, beginning);
      signal.throwIfAborted();
      return { kind: 'whole', headers: {}, body: JSON.stringify(chatDocument(answer, { ...names, redact })) };
    }
    const includesUsage = body.stream_options?.include_usage === true;
    const options = { ...names, asked: body.model, redact, includesUsage, requestId: trace.id };
    return { kind: 'stream', headers: {}, events: chatChunks(events, beginning, options) };
  } catch (error) {
    throw serviceError(error);
  }
}

async function chatService({ context }: GatewayParts): Promise<Chat> {
  try {
    return await context.services.require(Chat);
  } catch (cause) {
    const message = 'Nobody answers questions about code: the plugin AI Chat of devmgr is not here, or does not start.';
    throw new GatewayError({ kind: 'overloaded', message, code: 'code_chat_unavailable', cause });
  }
}

/** Until then another model may be asked, and an error is an answer of its own. */
function isBeginning({ type }: ChatAnswerEvent): boolean {
  return type === 'sources' || type === 'note';
}

/** What came up to the first word. */
async function begin(events: AsyncGenerator<ChatAnswerEvent, void, undefined>): Promise<ChatAnswer> {
  let answer = noAnswer;
  for (;;) {
    const next = await events.next();
    if (next.done === true) return answer;
    answer = applyAnswerEvent(answer, next.value);
    if (!isBeginning(next.value)) return answer;
  }
}

async function rest(events: AsyncIterable<ChatAnswerEvent>, beginning: ChatAnswer): Promise<ChatAnswer> {
  let answer = beginning;
  for await (const event of events) answer = applyAnswerEvent(answer, event);
  return answer;
}

/** Tells the recorder what goes by. */
async function* noted(
  events: AsyncIterable<ChatAnswerEvent>,
  { trace }: CallWork,
): AsyncGenerator<ChatAnswerEvent, void, undefined> {
  const startedAt = performance.now();
  for await (const event of events) {
    if (event.type === 'text-delta') {
      trace.firstToken();
      trace.streamed(1);
      trace.said(event.text);
    }
    if (event.type === 'answer-end') {
      const { providerId, modelId } = event.target;
      trace.tried({
        target: `${providerId}/${modelId}`,
        outcome: 'answered',
        durationMs: performance.now() - startedAt,
      });
      trace.usage(event.usage);
    }
    yield event;
  }
}

function nowSeconds({ context }: GatewayParts): number {
  return Math.floor(context.clock.now() / 1000);
}
