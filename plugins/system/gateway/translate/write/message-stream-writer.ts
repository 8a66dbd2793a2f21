import { mergedUsage, type AnswerUsage } from '../answer/answer-usage.js';
import type { AnswerPiece } from '../answer/answer-piece.js';
import type { StreamEvent } from '../translation.js';
import type { AnswerNames, AnswerWriter } from './answer-writer.js';
import { MessageBlocks, messageEvent } from './message-blocks.js';
import { messageEnd } from './message-end.js';
import { messageDeltaUsage, messageUsage } from './message-usage.js';
import { prefixedId } from './prefixed-id.js';

/** A stream of Anthropic's messages. The usage of OpenAI's streams comes last: so do the input tokens, in `message_delta`. */
export class MessageStreamWriter implements AnswerWriter {
  readonly #names: AnswerNames;
  readonly #blocks: MessageBlocks;
  #hasStarted = false;
  #usage: AnswerUsage = {};
  #finish: Extract<AnswerPiece, { type: 'finish' }> | undefined;
  #refusal: string | undefined;

  constructor(names: AnswerNames) {
    this.#names = names;
    this.#blocks = new MessageBlocks(names.id);
  }

  write(piece: AnswerPiece): readonly StreamEvent[] {
    if (piece.type === 'usage') this.#usage = mergedUsage(this.#usage, piece.usage);
    if (piece.type === 'finish') this.#finish = piece;
    if (piece.type === 'refusal') this.#refusal = (this.#refusal ?? '') + piece.text;
    if (piece.type === 'start') return this.#start(piece.id);
    const events = this.#blocks.write(piece);
    return events.length === 0 ? events : [...this.#start(), ...events];
  }

  end(): readonly StreamEvent[] {
    const { reason, stopSequence } = this.#finish ?? {};
    const { hasCalls } = this.#blocks;
    const end = messageEnd({ end: reason, stopSequence, refusal: this.#refusal, hasCalls });
    return [
      ...this.#start(),
      ...this.#blocks.end(),
      messageEvent('message_delta', { delta: { container: null, ...end }, usage: messageDeltaUsage(this.#usage) }),
      messageEvent('message_stop', {}),
    ];
  }

  /** Once; before everything else. */
  #start(id: string = this.#names.id): readonly StreamEvent[] {
    if (this.#hasStarted) return [];
    this.#hasStarted = true;
    const message = {
      id: prefixedId('msg_', id),
      type: 'message',
      role: 'assistant',
      model: this.#names.model,
      content: [],
      container: null,
      diagnostics: null,
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      usage: messageUsage(this.#usage),
    };
    return [messageEvent('message_start', { message })];
  }
}
