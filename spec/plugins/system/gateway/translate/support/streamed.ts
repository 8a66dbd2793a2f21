import type { StreamEvent, StreamTranslation } from '../../../../../../plugins/system/gateway/translate/translation.js';

/** Everything that a client gets when a provider sends these events and closes the stream. */
export function streamed(stream: StreamTranslation, events: readonly StreamEvent[]): readonly StreamEvent[] {
  const sent = events.flatMap((event) => stream.push(event));
  return [...sent, ...stream.end()];
}

/** Their data, parsed, without `[DONE]`. */
export function dataOf(events: readonly StreamEvent[]): readonly Record<string, unknown>[] {
  return events.filter(({ data }) => data !== '[DONE]').map(({ data }) => JSON.parse(data) as Record<string, unknown>);
}

/** An event of Anthropic's. */
export function claude(type: string, fields: object = {}): StreamEvent {
  return { event: type, data: JSON.stringify({ type, ...fields }) };
}

/** A chunk of OpenAI's with one choice. */
export function chunk(delta: object, finish: string | null = null, more: object = {}): StreamEvent {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return {
    data: JSON.stringify({
      id: 'chatcmpl-7',
      object: 'chat.completion.chunk',
      created: 7,
      model: 'm',
      choices,
      ...more,
    }),
  };
}

export const DONE: StreamEvent = { data: '[DONE]' };
