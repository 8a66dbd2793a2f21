/** How the vectors of a text's tokens become one; the names of sentence-transformers' Pooling. */
export type PoolingMode = 'cls' | 'mean' | 'max' | 'mean_sqrt_len_tokens' | 'weightedmean' | 'lasttoken';

/** The vectors of the tokens of one text, row by row, without padding. */
export interface TokenVectors {
  readonly data: Float32Array;
  readonly count: number;
  readonly dimensions: number;
  /** So many tokens at the beginning do not count: those of a prompt. */
  readonly skip: number;
}

/** One vector; of several modes one after the other, in the order in which sentence-transformers has them. */
export function pool(tokens: TokenVectors, modes: readonly PoolingMode[]): Float32Array {
  const vectors = modes.map((mode) => poolers[mode](tokens));
  return Float32Array.from(vectors.flatMap((vector) => [...vector]));
}

const poolers: Readonly<Record<PoolingMode, (tokens: TokenVectors) => Float32Array>> = {
  cls: (tokens) => rowOf(tokens, 0),
  lasttoken: (tokens) => rowOf(tokens, tokens.count - 1),
  mean: (tokens) => weightedSum(tokens, () => 1 / counted(tokens)),
  mean_sqrt_len_tokens: (tokens) => weightedSum(tokens, () => 1 / Math.sqrt(counted(tokens))),
  // Later tokens have seen more in a model that reads from left to right.
  weightedmean: (tokens) => {
    const { count, skip } = tokens;
    const total = (count * (count + 1) - skip * (skip + 1)) / 2;
    return weightedSum(tokens, (at) => (at + 1) / Math.max(total, 1));
  },
  max: (tokens) => {
    const vector = rowOf(tokens, tokens.skip);
    for (let at = tokens.skip + 1; at < tokens.count; at += 1) {
      rowOf(tokens, at).forEach((value, i) => (vector[i] = Math.max(vector[i] ?? value, value)));
    }
    return vector;
  },
};

const counted = ({ count, skip }: TokenVectors): number => Math.max(count - skip, 1);

const rowOf = ({ data, dimensions }: TokenVectors, at: number): Float32Array =>
  data.slice(at * dimensions, (at + 1) * dimensions);

function weightedSum(tokens: TokenVectors, weightOf: (at: number) => number): Float32Array {
  const { data, count, dimensions, skip } = tokens;
  const sum = new Float32Array(dimensions);
  for (let at = skip; at < count; at += 1) {
    const weight = weightOf(at);
    for (let i = 0, from = at * dimensions; i < dimensions; i += 1, from += 1) {
      sum[i] = (sum[i] ?? 0) + weight * (data[from] ?? 0);
    }
  }
  return sum;
}
