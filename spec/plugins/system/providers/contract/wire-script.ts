import { anthropicCase, openAiCase, type ProviderCase } from './provider-case.js';

/** Bytes that a provider of one wire format says, written by hand: what the vendors' documents show. */
export interface WireScript {
  readonly provider: ProviderCase;
  readonly model: string;
  /** Before the first token. */
  readonly begin: string;
  delta(text: string): string;
  /** How it ended, and how many tokens it took: 5 and 3. */
  readonly finish: string;
  readonly terminator: string;
  error(message: string): string;
  /** The whole answer as one JSON text. */
  whole(text: string): string;
  /** Events that a client must not stumble over. */
  readonly strange: string;
}

/** A whole answer in these pieces. */
export function answerOf(script: WireScript, ...texts: readonly string[]): string {
  return [script.begin, ...texts.map((text) => script.delta(text)), script.finish, script.terminator].join('');
}

const plain = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
const named = (data: { readonly type: string; readonly [name: string]: unknown }) =>
  `event: ${data.type}\n${plain(data)}`;

const chunk = (choices: readonly object[], more: object = {}) =>
  plain({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'gpt-6-luna', choices, ...more });
const choice = (delta: object, finishReason: string | null = null) => ({
  index: 0,
  delta,
  finish_reason: finishReason,
});

const openAiScript: WireScript = {
  provider: openAiCase,
  model: 'openai/gpt-6-luna',
  begin: chunk([choice({ role: 'assistant', content: '' })], { usage: null }),
  delta: (content) => chunk([choice({ content })], { usage: null }),
  finish:
    chunk([choice({}, 'stop')]) + chunk([], { usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 } }),
  terminator: 'data: [DONE]\n\n',
  error: (message) => plain({ error: { message, type: 'server_error', param: null, code: null } }),
  whole: (content) =>
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: 'gpt-6-luna',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 },
    }),
  strange: `event: moderation\n${plain({ object: 'chat.completion.moderation', flagged: false })}`,
};

const anthropicScript: WireScript = {
  provider: anthropicCase,
  model: 'anthropic/claude-haiku-5-5',
  begin:
    named({
      type: 'message_start',
      message: { id: 'msg_1', role: 'assistant', content: [], usage: { input_tokens: 5, output_tokens: 1 } },
    }) + named({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
  delta: (text) => named({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  finish:
    named({ type: 'content_block_stop', index: 0 }) +
    named({
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 3 },
    }),
  terminator: named({ type: 'message_stop' }),
  error: (message) => named({ type: 'error', error: { type: 'api_error', message } }),
  whole: (text) =>
    JSON.stringify({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-haiku-5-5',
      content: [{ type: 'text', text }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 5, output_tokens: 3 },
    }),
  strange: named({ type: 'ping' }) + named({ type: 'content_block_sparkle', index: 0 }),
};

export const wireScripts: readonly WireScript[] = [openAiScript, anthropicScript];
