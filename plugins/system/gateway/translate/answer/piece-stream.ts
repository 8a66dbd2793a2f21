import type { GatewayError } from '../../gateway-error.js';
import type { GatewayProtocol } from '../../gateway-protocol.js';
import { protocolError } from '../../server/protocol-error.js';
import type { StreamEvent, StreamTranslation, TranslatedUsage } from '../translation.js';
import type { AnswerWriter } from '../write/answer-writer.js';
import type { AnswerFailure, AnswerPiece, PieceReader } from './answer-piece.js';
import { mergedUsage, translatedUsage, type AnswerUsage } from './answer-usage.js';

export interface PieceStreamOptions {
  readonly reader: PieceReader;
  readonly writer: AnswerWriter;
  readonly protocol: GatewayProtocol;
  /** Of the call; Anthropic's errors tell it. */
  readonly id: string;
}

/** A stream that is read in one format and written in another. */
export class PieceStream implements StreamTranslation {
  readonly #options: PieceStreamOptions;
  #usage: AnswerUsage = {};
  #error: AnswerFailure | undefined;
  #hasBegun = false;
  #hasFinished = false;
  #hasEnded = false;

  constructor(options: PieceStreamOptions) {
    this.#options = options;
  }

  get isComplete(): boolean {
    return this.#hasFinished && this.#error === undefined;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  get usage(): TranslatedUsage {
    return translatedUsage(this.#usage);
  }

  get error(): AnswerFailure | undefined {
    return this.#error;
  }

  push(event: StreamEvent): readonly StreamEvent[] {
    if (this.#hasEnded) return [];
    return this.#options.reader.read(event).flatMap((piece) => this.#take(piece));
  }

  end(): readonly StreamEvent[] {
    if (!this.isComplete || this.#hasEnded) return [];
    this.#hasEnded = true;
    return this.#options.writer.end();
  }

  fail(error: GatewayError): readonly StreamEvent[] {
    if (this.#hasEnded) return [];
    this.#hasEnded = true;
    return [errorEvent(this.#options.protocol, error, this.#options.id)];
  }

  #take(piece: AnswerPiece): readonly StreamEvent[] {
    if (this.#error !== undefined || this.#hasEnded) return [];
    if (piece.type === 'error') this.#error = piece.error;
    else if (piece.type === 'usage') this.#usage = mergedUsage(this.#usage, piece.usage);
    else if (piece.type === 'finish') this.#hasFinished = true;
    else if (piece.type !== 'start' && piece.type !== 'end') this.#hasBegun = true;
    if (piece.type === 'error') return [];
    if (piece.type !== 'end') return this.#options.writer.write(piece);
    this.#hasFinished = true;
    return this.end();
  }
}

/** What a client of this protocol reads as the failure of a stream. Nothing follows it. */
export function errorEvent(protocol: GatewayProtocol, error: GatewayError, id: string): StreamEvent {
  const { body } = protocolError(protocol, error, id);
  return protocol === 'anthropic' ? { event: 'error', data: body } : { data: body };
}
