import type { TextTokenizer } from '../folder/text-tokenizer.js';

/** Of a text; `StaticModel.encode` of Model2Vec. */
const maxTokens = 512;

/** Makes ids of texts as Model2Vec does: no special tokens, no unknown ones, long texts cut before they are read. */
export class TableTokens {
  readonly #tokenizer: TextTokenizer;
  readonly #maxLength: number;

  constructor(tokenizer: TextTokenizer) {
    this.#tokenizer = tokenizer;
    this.#maxLength = maxTokens * tokenizer.medianTokenLength();
  }

  encode(text: string): readonly number[] {
    const ids = this.#tokenizer.encode(text.slice(0, this.#maxLength));
    return ids.filter((id) => id !== this.#tokenizer.unknown).slice(0, maxTokens);
  }
}
