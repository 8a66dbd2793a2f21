import type { LoadedExtractor } from './loaded-model.js';

export interface EmbeddedTexts {
  readonly dimensions: number;
  /** One vector after the other, float32 little-endian, in base64. */
  readonly data: string;
}

/** Vectors of length one, in the order of the texts. Texts longer than the model reads are cut, as its makers do. */
export async function embedTexts(loaded: LoadedExtractor, texts: readonly string[]): Promise<EmbeddedTexts> {
  if (texts.length === 0) return { dimensions: 0, data: '' };
  const { data, dims } = await loaded.extractor(texts, { pooling: loaded.pooling, normalize: true });
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { dimensions: dims.at(-1) ?? 0, data: bytes.toString('base64') };
}
