import { mergedUsage, type AnswerUsage } from '../answer/answer-usage.js';
import type { AnswerEnd, AnswerPiece } from '../answer/answer-piece.js';
import type { StreamEvent } from '../translation.js';
import type { AnswerNames, AnswerWriter } from './answer-writer.js';
import { chatEnd } from './chat-end.js';
import { chatUsage } from './chat-usage.js';
import { prefixedId } from './prefixed-id.js';
import type { ThinkingBlock } from './thinking-blocks.js';

export interface ChatStreamOptions extends AnswerNames {
  /** `stream_options.include_usage` of the request. */
  readonly includeUsage: boolean;
}

/**
 * A stream of chunks: first the role, then what comes, then the finish reason, the usage when it was asked for, `[DONE]`. Reasoning goes into
 * `reasoning_content`; signed, it comes again as `thinking_blocks`, which the client sends back.
 */
export class ChatStreamWriter implements AnswerWriter {
  readonly #options: ChatStreamOptions;
  #id: string | undefined;
  #created: number;
  #usage: AnswerUsage = {};
  #end: AnswerEnd | undefined;
  #reasoning = '';
  /** From the calls of the pieces to the indices of the format. */
  readonly #calls = new Map<number, number>();

  constructor(options: ChatStreamOptions) {
    this.#options = options;
    this.#created = options.created;
  }

  write(piece: AnswerPiece): readonly StreamEvent[] {
    if (piece.type === 'usage') this.#usage = mergedUsage(this.#usage, piece.usage);
    if (piece.type === 'finish') this.#end = piece.reason;
    if (piece.type === 'start') return this.#start(piece.id, piece.created);
    const delta = this.#delta(piece);
    return delta === undefined ? [] : [...this.#start(), this.#chunk(delta, null)];
  }

  end(): readonly StreamEvent[] {
    const hasCalls = this.#calls.size > 0 && (this.#end === undefined || this.#end === 'stop');
    const reason = chatEnd(hasCalls ? 'tool-calls' : this.#end);
    const usage = this.#options.includeUsage ? chatUsage(this.#usage) : undefined;
    return [
      ...this.#start(),
      this.#chunk({}, reason),
      ...(usage === undefined ? [] : [{ data: JSON.stringify({ ...this.#frame(), choices: [], usage }) }]),
      { data: '[DONE]' },
    ];
  }

  /** Once; before everything else. */
  #start(id?: string, created?: number): readonly StreamEvent[] {
    if (this.#id !== undefined) return [];
    this.#id = prefixedId('chatcmpl-', id ?? this.#options.id);
    if (created !== undefined) this.#created = created;
    return [this.#chunk({ role: 'assistant', content: '', refusal: null }, null)];
  }

  #delta(piece: AnswerPiece): object | undefined {
    if (piece.type === 'text') return { content: piece.text };
    if (piece.type === 'refusal') return { refusal: piece.text };
    if (piece.type === 'tool-start') return this.#toolStart(piece);
    if (piece.type === 'tool-input') return this.#toolInput(piece);
    if (piece.type === 'signature') return this.#thinking(piece.signature);
    if (piece.type === 'redacted-reasoning')
      return { thinking_blocks: [{ type: 'redacted_thinking', data: piece.data } satisfies ThinkingBlock] };
    if (piece.type !== 'reasoning') return undefined;
    this.#reasoning += piece.text;
    return { reasoning_content: piece.text };
  }

  #thinking(signature: string): object {
    const block: ThinkingBlock = { type: 'thinking', thinking: this.#reasoning, signature };
    this.#reasoning = '';
    return { thinking_blocks: [block] };
  }

  #toolStart({ call, id, name }: Extract<AnswerPiece, { type: 'tool-start' }>): object {
    const index = this.#calls.size;
    this.#calls.set(call, index);
    const given = id ?? `call_${this.#options.id}_${index}`;
    return { tool_calls: [{ index, id: given, type: 'function', function: { name, arguments: '' } }] };
  }

  #toolInput({ call, json }: Extract<AnswerPiece, { type: 'tool-input' }>): object | undefined {
    const index = this.#calls.get(call);
    return index === undefined ? undefined : { tool_calls: [{ index, function: { arguments: json } }] };
  }

  #chunk(delta: object, finish: string | null): StreamEvent {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
    const usage = this.#options.includeUsage ? { usage: null } : {};
    return { data: JSON.stringify({ ...this.#frame(), choices, ...usage }) };
  }

  #frame(): object {
    return { id: this.#id, object: 'chat.completion.chunk', created: this.#created, model: this.#options.model };
  }
}
