/** As OpenAI has it: the numbers, or 32-bit floats in little-endian order as base64. */
export type EncodedVector = readonly number[] | string;
export type VectorEncoding = 'float' | 'base64';

/** A vector as a server sent it, in the encoding that the client wants. `undefined`: it is no vector. */
export function reencoded(vector: unknown, encoding: VectorEncoding): EncodedVector | undefined {
  if (typeof vector === 'string') return encoding === 'base64' ? vector : decoded(vector);
  if (!Array.isArray(vector) || !vector.every((number) => typeof number === 'number')) return undefined;
  return encoding === 'float' ? vector : encoded(Float32Array.from(vector), encoding);
}

export function encoded(vector: Float32Array, encoding: VectorEncoding): EncodedVector {
  if (encoding === 'float') return Array.from(vector);
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((number, at) => bytes.writeFloatLE(number, at * 4));
  return bytes.toString('base64');
}

function decoded(text: string): readonly number[] | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length % 4 !== 0) return undefined;
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}
