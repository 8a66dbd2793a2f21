import { Fields } from '../../../providers/json/fields.js';
import type { ProviderResponse } from '../../../providers/http-provider/provider-connection.js';
import { parseObject } from '../../../providers/wire/json/parse-object.js';
import type { StreamEvent } from '../../translate/translation.js';
import { requireAnswer } from './require-answer.js';
import { textOfEvents } from '../stream/events-of.js';

const WHOLE_LIMIT = 64 * 1024 * 1024;

/** The answer of a server that knows no streams, as the stream that it might have been. Rejects as `parseObject` throws. */
export async function wholeAsEvents(
  format: 'openai-chat' | 'anthropic-messages',
  response: Pick<ProviderResponse, 'text'>,
): Promise<AsyncIterable<Uint8Array>> {
  const answer = parseObject(await response.text(WHOLE_LIMIT));
  if (!isError(answer)) requireAnswer(format, answer);
  const events = format === 'openai-chat' ? chunks(answer) : messageEvents(answer);
  return once(Buffer.from(textOfEvents(events)));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

function isError(answer: Fields): boolean {
  return (answer.value('error') ?? null) !== null || answer.string('type') === 'error';
}

function chunks(answer: Fields): readonly StreamEvent[] {
  if (isError(answer)) return [json({ error: answer.value('error') })];
  const { usage, choices: _choices, ...rest } = answer.members();
  const head = { ...rest, object: answer.string('object')?.replace(/^chat\.completion$/, 'chat.completion.chunk') };
  const pieces = answer.objects('choices').map((choice) => {
    const { message, ...of } = choice.members();
    return json({ ...head, choices: [{ ...of, ...(message !== undefined && { delta: numbered(message) }) }] });
  });
  const counted = usage === undefined ? [] : [json({ ...head, choices: [], usage })];
  return [...pieces, ...counted, { data: '[DONE]' }];
}

/** Calls of tools have a number in streams. */
function numbered(message: unknown): unknown {
  const calls = Fields.of(message)?.objects('tool_calls') ?? [];
  if (calls.length === 0) return message;
  return { ...(message as object), tool_calls: calls.map((call, index) => ({ index, ...call.members() })) };
}

function messageEvents(answer: Fields): readonly StreamEvent[] {
  if (answer.string('type') === 'error') return [{ event: 'error', data: JSON.stringify(answer.members()) }];
  const named = (data: { readonly type: string }): StreamEvent => ({ event: data.type, ...json(data) });
  const { content: _content, stop_reason, stop_sequence, usage, ...rest } = answer.members();
  const message = { ...rest, content: [], stop_reason: null, stop_sequence: null, usage };
  const blocks = answer
    .objects('content')
    .flatMap((block, index) => [
      ...blockEvents(block).map((event) => named({ ...event, index } as { type: string })),
      named({ type: 'content_block_stop', index } as { type: string }),
    ]);
  return [
    named({ type: 'message_start', message } as { type: string }),
    ...blocks,
    named({ type: 'message_delta', delta: { stop_reason, stop_sequence: stop_sequence ?? null }, usage } as {
      type: string;
    }),
    named({ type: 'message_stop' }),
  ];
}

function blockEvents(block: Fields): readonly { readonly type: string }[] {
  const start = (content_block: object) => ({ type: 'content_block_start', content_block });
  const piece = (delta: object) => ({ type: 'content_block_delta', delta });
  const of = block.members();
  switch (block.string('type')) {
    case 'text':
      return [start({ ...of, text: '' }), piece({ type: 'text_delta', text: of['text'] })];
    case 'tool_use': {
      const partial_json = JSON.stringify(of['input'] ?? {});
      return [start({ ...of, input: {} }), piece({ type: 'input_json_delta', partial_json })];
    }
    case 'thinking':
      return [
        start({ ...of, thinking: '', signature: '' }),
        piece({ type: 'thinking_delta', thinking: of['thinking'] }),
        piece({ type: 'signature_delta', signature: of['signature'] }),
      ];
    default:
      return [start(of)];
  }
}

function json(data: object): StreamEvent {
  return { data: JSON.stringify(data) };
}
