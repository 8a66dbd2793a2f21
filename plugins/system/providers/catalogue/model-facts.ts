/** What is known of a model beside what its provider tells. Sizes in tokens, prices in US dollars for a million tokens. */
export interface ModelFacts {
  readonly id: string;
  readonly contextWindow?: number;
  readonly maxOutputTokens?: number;
  readonly seesImages?: boolean;
  /** Length of the vectors of an embedding model. */
  readonly dimensions?: number;
  readonly price?: TokenPrice;
  /** Of requests with more input than `above`; the whole request is charged so. */
  readonly longPrice?: TokenPrice & { readonly above: number };
}

export interface TokenPrice {
  readonly input: number;
  readonly output: number;
}
