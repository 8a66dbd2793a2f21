/** What is used of @huggingface/tokenizers 0.2; its own types do not resolve where imports need the ends of file names. */
export interface TokenizerLibrary {
  readonly Tokenizer: new (json: object, config: object) => Tokenizer;
}

export interface Tokenizer {
  encode(text: string, options: { readonly add_special_tokens: boolean }): { readonly ids: readonly number[] };
  /** Adds special tokens. */
  readonly post_processor: {
    post_process(tokens: string[], pair: null, withSpecialTokens: boolean): { readonly tokens: readonly string[] };
  } | null;
  token_to_id(token: string): number | undefined;
  get_vocab(): ReadonlyMap<string, number>;
}
