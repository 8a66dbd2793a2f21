import type { FileVectors } from './index-store.js';

const scaleBytes = 4;
/** Below it a scale has no precision as float32. */
const smallestScale = 2 ** -126;

/**
 * The vectors of a file's chunks in order, as they are kept: `scale` float32 little-endian and `dimensions` int8 each, where
 * a component is `scale * int8` and scale is the greatest component / 127. For a vector of unit length the cosine of two
 * changes by less than 0.001. A packed one (`packedVector`) goes in as it is; all must have the same length.
 */
export function packVectors(vectors: readonly (Float32Array | Uint8Array)[], embedder: string): FileVectors {
  const [first] = vectors;
  const packedBytes = first ? bytesOf(first) : 0;
  const data = new Uint8Array(packedBytes * vectors.length);
  for (const [index, vector] of vectors.entries()) {
    if (bytesOf(vector) !== packedBytes) throw new RangeError('Vectors of one file have the same dimensions');
    if (vector instanceof Float32Array) packInto(data, index * packedBytes, vector);
    else data.set(vector, index * packedBytes);
  }
  return { embedder, dimensions: first ? packedBytes - scaleBytes : 0, data };
}

/** The vectors again, each with what int8 has left of it. */
export function unpackVectors({ dimensions, data }: FileVectors): readonly Float32Array[] {
  const packedBytes = scaleBytes + dimensions;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const vectors: Float32Array[] = [];
  for (let at = 0; at + packedBytes <= data.length; at += packedBytes) {
    const scale = view.getFloat32(at, true);
    const start = at + scaleBytes;
    vectors.push(Float32Array.from({ length: dimensions }, (_, index) => view.getInt8(start + index) * scale));
  }
  return vectors;
}

/** The vector of one chunk as it is kept, to be packed again with others; `undefined`: there is none at this place. */
export function packedVector({ dimensions, data }: FileVectors, place: number): Uint8Array | undefined {
  const packedBytes = scaleBytes + dimensions;
  const vector = data.subarray(place * packedBytes, (place + 1) * packedBytes);
  return vector.length === packedBytes ? vector : undefined;
}

function bytesOf(vector: Float32Array | Uint8Array): number {
  return vector instanceof Float32Array ? vector.length + scaleBytes : vector.length;
}

function packInto(data: Uint8Array, at: number, vector: Float32Array): void {
  let greatest = 0;
  for (const value of vector) greatest = Math.max(greatest, Math.abs(value));
  const scale = Math.fround(greatest / 127);
  // Also one with something infinite or no number in it: nothing is like it. Zeros are there already.
  if (!(scale >= smallestScale && scale < Infinity)) return;
  new DataView(data.buffer).setFloat32(at, scale, true);
  // Of a byte array: -1 is kept as 255.
  for (let index = 0; index < vector.length; index++) {
    data[at + scaleBytes + index] = Math.max(-127, Math.min(127, Math.round((vector[index] ?? 0) / scale)));
  }
}
