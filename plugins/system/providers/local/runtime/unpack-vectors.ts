/** Vectors of `dimensions` float32, little-endian, one after the other in base64. */
export function unpackVectors(data: string, dimensions: number): readonly Float32Array[] {
  const bytes = Buffer.from(data, 'base64');
  const count = dimensions === 0 ? 0 : Math.floor(bytes.length / (4 * dimensions));
  const valueAt = (index: number) => bytes.readFloatLE(4 * index);
  return Array.from({ length: count }, (_, row) =>
    Float32Array.from({ length: dimensions }, (_value, column) => valueAt(row * dimensions + column)),
  );
}
