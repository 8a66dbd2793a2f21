import { expect, it } from 'vitest';
import { VECTORS } from '../../../../support/ai-doubles/upstream.js';
import type { Contract } from './contract.js';
import { never } from './stage.js';

/** Vectors of texts, where the provider has them. */
export function describeEmbeddings({ vendor, setUp }: Contract): void {
  if (vendor.embeddingModel !== undefined) {
    it('embeds texts in their order', async () => {
      const [bench, double] = await setUp();
      const embedding = bench.ai.embeddingModel(`${vendor.id}/${vendor.embeddingModel}`);
      const vectors = await embedding.embed(['beta', 'alpha', 'beta'], { signal: never });
      const { alpha, beta } = VECTORS;
      expect(vectors.map((vector) => [...vector])).toEqual([beta, alpha, beta]);
      expect(embedding.dimensions).toBe(3);
      expect(double.requests.filter(({ path }) => path.endsWith('/embeddings'))).toHaveLength(1);
    });
  } else {
    it('says that it has no embeddings', async () => {
      const [bench] = await setUp();
      expect(() => bench.ai.embeddingModel(`${vendor.id}/${vendor.models[0]}`)).toThrow(/embedding/i);
    });
  }
}
