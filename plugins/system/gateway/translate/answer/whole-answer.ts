import { mergedUsage, type AnswerUsage } from './answer-usage.js';
import type { AnswerEnd, AnswerPiece } from './answer-piece.js';

export type AnswerBlock =
  | { readonly type: 'text'; text: string }
  | { readonly type: 'reasoning'; text: string; signature: string | undefined }
  | { readonly type: 'redacted-reasoning'; readonly data: string }
  | { readonly type: 'tool-call'; readonly id: string | undefined; readonly name: string; input: string };

/** An answer with everything that its pieces said. */
export interface WholeAnswer {
  readonly id: string | undefined;
  readonly created: number | undefined;
  readonly blocks: readonly AnswerBlock[];
  readonly refusal: string | undefined;
  /** `undefined`: the pieces ended without one. */
  readonly end: AnswerEnd | undefined;
  readonly stopSequence: string | undefined;
  readonly usage: AnswerUsage;
}

/** Joins the pieces of an answer. */
export function wholeAnswer(pieces: Iterable<AnswerPiece>): WholeAnswer {
  const sum = new AnswerSum();
  for (const piece of pieces) sum.add(piece);
  return sum;
}

class AnswerSum implements WholeAnswer {
  id: string | undefined;
  created: number | undefined;
  readonly blocks: AnswerBlock[] = [];
  refusal: string | undefined;
  end: AnswerEnd | undefined;
  stopSequence: string | undefined;
  usage: AnswerUsage = {};
  readonly #calls = new Map<number, Extract<AnswerBlock, { type: 'tool-call' }>>();

  add(piece: AnswerPiece): void {
    if (piece.type === 'start') this.#start(piece);
    else if (piece.type === 'text') this.#text(piece.text);
    else if (piece.type === 'reasoning') this.#reasoning(piece.text);
    else if (piece.type === 'signature') this.#sign(piece.signature);
    else if (piece.type === 'redacted-reasoning') this.blocks.push(piece);
    else if (piece.type === 'refusal') this.refusal = (this.refusal ?? '') + piece.text;
    else if (piece.type === 'tool-start') this.#call(piece);
    else if (piece.type === 'tool-input') this.#input(piece);
    else if (piece.type === 'usage') this.usage = mergedUsage(this.usage, piece.usage);
    else if (piece.type === 'finish') this.#finish(piece);
  }

  #start({ id, created }: Extract<AnswerPiece, { type: 'start' }>): void {
    this.id = id;
    this.created = created;
  }

  #text(text: string): void {
    const last = this.blocks.at(-1);
    if (last?.type === 'text') last.text += text;
    else this.blocks.push({ type: 'text', text });
  }

  #reasoning(text: string): void {
    const last = this.blocks.at(-1);
    if (last?.type === 'reasoning' && last.signature === undefined) last.text += text;
    else this.blocks.push({ type: 'reasoning', text, signature: undefined });
  }

  /** A signature without words before it stands for words that the provider does not show. */
  #sign(signature: string): void {
    const last = this.blocks.at(-1);
    if (last?.type === 'reasoning' && last.signature === undefined) last.signature = signature;
    else this.blocks.push({ type: 'reasoning', text: '', signature });
  }

  #call({ call, id, name }: Extract<AnswerPiece, { type: 'tool-start' }>): void {
    const block = { type: 'tool-call' as const, id, name, input: '' };
    this.#calls.set(call, block);
    this.blocks.push(block);
  }

  #input({ call, json }: Extract<AnswerPiece, { type: 'tool-input' }>): void {
    const block = this.#calls.get(call);
    if (block) block.input += json;
  }

  #finish({ reason, stopSequence }: Extract<AnswerPiece, { type: 'finish' }>): void {
    this.end = reason;
    this.stopSequence = stopSequence;
  }
}
