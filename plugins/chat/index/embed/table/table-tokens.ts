import type { LoadedTokenizer } from '../folder/load-tokenizer.js';

/** Of a text; `StaticModel.encode` of Model2Vec. */
const maxTokens = 512;

/** Makes ids of texts as Model2Vec does: no special tokens, no unknown ones, long texts cut before they are read. */
export class TableTokens {
  readonly #loaded: LoadedTokenizer;
  readonly #unknown: number | undefined;
  readonly #maxLength: number;

  constructor(loaded: LoadedTokenizer) {
    const { tokenizer, json } = loaded;
    const unknown = (json['model'] as { readonly unk_token?: unknown } | undefined)?.unk_token;
    const lengths = [...tokenizer.get_vocab().keys()].map((token) => token.length).sort((a, b) => a - b);
    this.#loaded = loaded;
    this.#unknown = typeof unknown === 'string' ? tokenizer.token_to_id(unknown) : undefined;
    this.#maxLength = maxTokens * (lengths[lengths.length >> 1] ?? 1);
  }

  encode(text: string): readonly number[] {
    const { ids } = this.#loaded.tokenizer.encode(text.slice(0, this.#maxLength), { add_special_tokens: false });
    return ids.filter((id) => id !== this.#unknown).slice(0, maxTokens);
  }
}
