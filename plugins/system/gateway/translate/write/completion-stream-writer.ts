import { mergedUsage, type AnswerUsage } from '../answer/answer-usage.js';
import type { AnswerEnd, AnswerPiece } from '../answer/answer-piece.js';
import type { StreamEvent } from '../translation.js';
import type { AnswerWriter } from './answer-writer.js';
import type { ChatStreamOptions } from './chat-stream-writer.js';
import { chatUsage } from './chat-usage.js';
import { completionEnd } from './completion-answer.js';
import { prefixedId } from './prefixed-id.js';

/** A stream of OpenAI's old completions: pieces of text. */
export class CompletionStreamWriter implements AnswerWriter {
  readonly #options: ChatStreamOptions;
  #id: string;
  #created: number;
  #usage: AnswerUsage = {};
  #end: AnswerEnd | undefined;

  constructor(options: ChatStreamOptions) {
    this.#options = options;
    this.#id = prefixedId('cmpl-', options.id);
    this.#created = options.created;
  }

  write(piece: AnswerPiece): readonly StreamEvent[] {
    if (piece.type === 'usage') this.#usage = mergedUsage(this.#usage, piece.usage);
    if (piece.type === 'finish') this.#end = piece.reason;
    if (piece.type === 'start') this.#start(piece);
    return piece.type === 'text' || piece.type === 'refusal' ? [this.#chunk(piece.text, null)] : [];
  }

  end(): readonly StreamEvent[] {
    const usage = this.#options.includeUsage ? chatUsage(this.#usage) : undefined;
    return [
      this.#chunk('', completionEnd(this.#end)),
      ...(usage === undefined ? [] : [{ data: JSON.stringify({ ...this.#frame(), choices: [], usage }) }]),
      { data: '[DONE]' },
    ];
  }

  #start({ id, created }: Extract<AnswerPiece, { type: 'start' }>): void {
    if (id !== undefined) this.#id = prefixedId('cmpl-', id);
    if (created !== undefined) this.#created = created;
  }

  #chunk(text: string, finish: string | null): StreamEvent {
    const choices = [{ index: 0, text, logprobs: null, finish_reason: finish }];
    return { data: JSON.stringify({ ...this.#frame(), choices }) };
  }

  #frame(): object {
    return { id: this.#id, object: 'text_completion', created: this.#created, model: this.#options.model };
  }
}
