import type { AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { StreamEvent } from '../../translate/translation.js';

export interface AnswerHead {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly model: string;
}

export type EndPart = Extract<AiStreamPart, { type: 'stream-end' }>;

const REASONS = { stop: 'stop', length: 'length', 'content-filter': 'content_filter', aborted: 'stop' } as const;

/** Parts of an answer as chunks of a chat completion: the role first, then what is said, the finish reason, the usage, `[DONE]`. */
export async function* chatChunks(
  parts: AsyncIterable<AiStreamPart>,
  head: AnswerHead,
): AsyncGenerator<StreamEvent, void, undefined> {
  yield chunk(head, { role: 'assistant', content: '' });
  for await (const part of parts) {
    if (part.type === 'text-delta') yield chunk(head, { content: part.text });
    else if (part.type === 'reasoning-delta') yield chunk(head, { reasoning_content: part.text });
    else if (part.type === 'stream-end' && part.reason !== 'aborted') {
      yield chunk(head, {}, REASONS[part.reason]);
      yield { data: JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [], usage: usageOf(part) }) };
      yield { data: '[DONE]' };
    }
  }
}

/** The same as one chat completion. Resolves to `undefined` when the parts end without an end. */
export async function wholeChat(
  parts: AsyncIterable<AiStreamPart>,
  head: AnswerHead,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  let content = '';
  let reasoning = '';
  for await (const part of parts) {
    if (part.type === 'text-delta') content += part.text;
    else if (part.type === 'reasoning-delta') reasoning += part.text;
    else if (part.type === 'stream-end' && part.reason !== 'aborted') {
      const thought = reasoning === '' ? {} : { reasoning_content: reasoning };
      const message = { role: 'assistant', content, refusal: null, ...thought };
      const choice = { index: 0, message, logprobs: null, finish_reason: REASONS[part.reason] };
      return { ...head, object: 'chat.completion', choices: [choice], usage: usageOf(part) };
    }
  }
  return undefined;
}

function chunk(head: AnswerHead, delta: object, finish: string | null = null): StreamEvent {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
  return { data: JSON.stringify({ ...head, object: 'chat.completion.chunk', choices }) };
}

/** The fields are required: what nobody counts is 0. */
function usageOf({ usage }: EndPart): object {
  const [prompt, completion] = [usage.inputTokens ?? 0, usage.outputTokens ?? 0];
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
