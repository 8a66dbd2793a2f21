import type { AnswerPiece } from '../answer/answer-piece.js';
import type { StreamEvent } from '../translation.js';

type Kind = 'text' | 'thinking' | 'tool';

interface Block {
  readonly kind: Kind;
  /** Of a tool. */
  readonly call: number | undefined;
  readonly start: object;
  readonly deltas: object[];
}

/**
 * The blocks of a stream in Anthropic's format: one is open at a time. Calls of tools whose input comes interleaved wait until the call before them
 * is complete, which is known at the end of the answer only.
 */
export class MessageBlocks {
  readonly #waiting: Block[] = [];
  readonly #id: string;
  #open: Block | undefined;
  #index = -1;
  #calls = 0;

  /** `id`: for calls that came without one. */
  constructor(id: string) {
    this.#id = id;
  }

  get hasCalls(): boolean {
    return this.#calls > 0;
  }

  write(piece: AnswerPiece): readonly StreamEvent[] {
    if (piece.type === 'text' || piece.type === 'refusal')
      return this.#words('text', { type: 'text_delta', text: piece.text });
    if (piece.type === 'reasoning') return this.#words('thinking', { type: 'thinking_delta', thinking: piece.text });
    if (piece.type === 'signature')
      return this.#words('thinking', { type: 'signature_delta', signature: piece.signature });
    if (piece.type === 'redacted-reasoning') return this.#redacted(piece.data);
    if (piece.type === 'tool-start') return this.#tool(piece);
    return piece.type === 'tool-input' ? this.#input(piece.call, piece.json) : [];
  }

  end(): readonly StreamEvent[] {
    const events = [...this.#close()];
    for (const block of this.#waiting.splice(0)) events.push(...this.#start(block), ...this.#close());
    return events;
  }

  /** Words may end a block of words, never the call of a tool. */
  #words(kind: 'text' | 'thinking', delta: object): readonly StreamEvent[] {
    if (this.#open?.kind === kind) return [this.#delta(delta)];
    const last = this.#waiting.at(-1);
    if (last?.kind === kind) last.deltas.push(delta);
    if (last?.kind === kind) return [];
    const start =
      kind === 'text' ? { type: 'text', text: '', citations: null } : { type: kind, thinking: '', signature: '' };
    return this.#next({ kind, call: undefined, start, deltas: [delta] });
  }

  #redacted(data: string): readonly StreamEvent[] {
    const start = { type: 'redacted_thinking', data };
    return this.#next({ kind: 'text', call: undefined, start, deltas: [] }, true);
  }

  #tool({ call, id, name }: Extract<AnswerPiece, { type: 'tool-start' }>): readonly StreamEvent[] {
    const given = id ?? `toolu_${this.#id}_${this.#calls}`;
    this.#calls++;
    const start = { type: 'tool_use', id: given, name, input: {}, caller: { type: 'direct' } };
    return this.#next({ kind: 'tool', call, start, deltas: [] });
  }

  #input(call: number, json: string): readonly StreamEvent[] {
    const delta = { type: 'input_json_delta', partial_json: json };
    if (this.#open?.call === call) return [this.#delta(delta)];
    this.#waiting.find((block) => block.call === call)?.deltas.push(delta);
    return [];
  }

  #next(block: Block, isComplete = false): readonly StreamEvent[] {
    if (this.#open?.kind === 'tool') {
      this.#waiting.push(block);
      return [];
    }
    const events = [...this.#close(), ...this.#start(block)];
    return isComplete ? [...events, ...this.#close()] : events;
  }

  #start(block: Block): readonly StreamEvent[] {
    this.#open = block;
    this.#index++;
    const start = messageEvent('content_block_start', { index: this.#index, content_block: block.start });
    return [start, ...block.deltas.map((delta) => this.#delta(delta))];
  }

  #delta(delta: object): StreamEvent {
    return messageEvent('content_block_delta', { index: this.#index, delta });
  }

  #close(): readonly StreamEvent[] {
    if (!this.#open) return [];
    this.#open = undefined;
    return [messageEvent('content_block_stop', { index: this.#index })];
  }
}

/** An event of Anthropic's streams: its name is in the data too. */
export function messageEvent(type: string, fields: object): StreamEvent {
  return { event: type, data: JSON.stringify({ type, ...fields }) };
}
