import { Fields } from '../../../providers/json/fields.js';
import type { AnswerPiece, PieceReader } from '../answer/answer-piece.js';
import { readFailure } from './read-failure.js';
import { readMessageEnd } from './read-message-end.js';
import { readMessageUsage } from './read-message-usage.js';

interface OpenTool {
  readonly call: number;
  /** From the start of the block: servers that are compatible put the whole input there. */
  readonly input: unknown;
  hasInput: boolean;
}

/** A stream of Anthropic's messages. Blocks of server tools are passed over: nobody else's format has them. */
export class MessageEventReader implements PieceReader {
  readonly #tools = new Map<number, OpenTool>();
  #calls = 0;
  readonly #readers: Readonly<Record<string, (event: Fields) => readonly AnswerPiece[]>> = {
    message_start: (event) => this.#messageStart(event.fields('message')),
    content_block_start: (event) => this.#blockStart(event.count('index') ?? 0, event.fields('content_block')),
    content_block_delta: (event) => this.#delta(event.count('index') ?? 0, event.fields('delta')),
    content_block_stop: (event) => this.#blockStop(event.count('index') ?? 0),
    message_delta: (event) => [
      ...readMessageUsage(event.fields('usage')),
      ...this.#blockStops(),
      ...readMessageEnd(event.fields('delta')),
    ],
    message_stop: () => [{ type: 'end' }],
    error: (event) => [{ type: 'error', error: readFailure(event) }],
  };

  read({ event, data }: { readonly event?: string | undefined; readonly data: string }): readonly AnswerPiece[] {
    const fields = Fields.parse(data);
    if (!fields) return [];
    const kind = fields.text('type') ?? event ?? '';
    return Object.hasOwn(this.#readers, kind) ? (this.#readers[kind]?.(fields) ?? []) : [];
  }

  #messageStart(message: Fields | undefined): readonly AnswerPiece[] {
    return [{ type: 'start', id: message?.text('id') }, ...readMessageUsage(message?.fields('usage'))];
  }

  #blockStart(index: number, block: Fields | undefined): readonly AnswerPiece[] {
    const kind = block?.text('type');
    if (!block || kind === undefined) return [];
    if (kind === 'text' || kind === 'thinking') return textPieces(block);
    if (kind === 'redacted_thinking') return [{ type: 'redacted-reasoning', data: block.string('data') ?? '' }];
    const name = block.text('name');
    if (kind !== 'tool_use' || name === undefined) return [];
    const tool = { call: this.#calls++, input: block.value('input'), hasInput: false };
    this.#tools.set(index, tool);
    return [{ type: 'tool-start', call: tool.call, id: block.text('id'), name }];
  }

  #delta(index: number, delta: Fields | undefined): readonly AnswerPiece[] {
    const tool = this.#tools.get(index);
    const json = delta?.text('partial_json');
    if (json !== undefined) {
      if (!tool) return [];
      tool.hasInput = true;
      return [{ type: 'tool-input', call: tool.call, json }];
    }
    return delta ? textPieces(delta) : [];
  }

  /** A tool without input has no delta at all; in other formats its input is an empty object. */
  #blockStop(index: number): readonly AnswerPiece[] {
    const tool = this.#tools.get(index);
    this.#tools.delete(index);
    if (!tool || tool.hasInput) return [];
    return [{ type: 'tool-input', call: tool.call, json: JSON.stringify(tool.input ?? {}) }];
  }

  /** Blocks that nobody has ended. */
  #blockStops(): readonly AnswerPiece[] {
    return [...this.#tools.keys()].flatMap((index) => this.#blockStop(index));
  }
}

/** Of a block or a delta: text, thinking, and the signature of it. */
export function textPieces(block: Fields): readonly AnswerPiece[] {
  const thinking = block.text('thinking');
  const signature = block.text('signature');
  const text = block.text('text');
  return [
    ...(thinking === undefined ? [] : [{ type: 'reasoning', text: thinking } as const]),
    ...(signature === undefined ? [] : [{ type: 'signature', signature } as const]),
    ...(text === undefined ? [] : [{ type: 'text', text } as const]),
  ];
}
