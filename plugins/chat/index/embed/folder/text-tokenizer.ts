import type { JsonObject } from './read-json-file.js';
import type { Tokenizer } from './tokenizer-library.js';

/** No text: stands for the tokens of a text among the special ones. */
const place = '\u0000';

/** A tokenizer.json through the general library. */
export class TextTokenizer {
  /** Id of the token for what is not in the vocabulary. */
  readonly unknown: number | undefined;
  readonly #tokenizer: Tokenizer;

  constructor(tokenizer: Tokenizer, json: JsonObject) {
    const token = (json['model'] as JsonObject | undefined)?.['unk_token'];
    this.unknown = typeof token === 'string' ? tokenizer.token_to_id(token) : undefined;
    this.#tokenizer = tokenizer;
  }

  /** Without special tokens. The library has no id for unknown words of a plain list of words. */
  encode(text: string): readonly number[] {
    const ids = this.#tokenizer.encode(text, { add_special_tokens: false }).ids as readonly (number | undefined)[];
    return ids.map((id) => id ?? this.unknown).filter((id) => id !== undefined);
  }

  /** What stands before and after every text. */
  specialTokens(): { readonly before: readonly number[]; readonly after: readonly number[] } {
    const tokens = this.#tokenizer.post_processor?.post_process([place], null, true).tokens ?? [place];
    const ids = tokens.map((token) => this.#tokenizer.token_to_id(token) ?? 0);
    const at = tokens.indexOf(place);
    return { before: ids.slice(0, at), after: ids.slice(at + 1) };
  }

  /** In characters. */
  medianTokenLength(): number {
    const lengths = [...this.#tokenizer.get_vocab().keys()].map((token) => token.length).sort((a, b) => a - b);
    return lengths[lengths.length >> 1] ?? 1;
  }
}
