import { expect, it } from 'vitest';
import { embeddingBatch } from '../../../../../plugins/system/providers/http-provider/embedding-batch.js';
import { wireFormats } from '../../../../../plugins/system/providers/wire/wire-formats.js';

const names = Object.keys(wireFormats) as (keyof typeof wireFormats)[];

it.each(names)('says of %s what the wire format itself can do', (wireFormat) => {
  const { embeddingsRequest, readEmbeddings } = wireFormats[wireFormat];
  const batch = embeddingBatch({ id: 'acme', title: 'Acme', kind: 'cloud', wireFormat });
  expect([embeddingsRequest !== undefined, readEmbeddings !== undefined]).toEqual([batch > 0, batch > 0]);
});

it('takes the size that the definition names', () => {
  const definition = { id: 'acme', title: 'Acme', kind: 'cloud', wireFormat: 'openai-chat' } as const;
  expect(embeddingBatch({ ...definition, quirks: { embeddingBatch: 7 } })).toBe(7);
  expect(embeddingBatch(definition)).toBe(256);
});
