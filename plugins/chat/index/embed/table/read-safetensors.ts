import { readFile } from 'node:fs/promises';
import { halfFloats } from '../half-floats.js';

/** Numbers of a tensor, row by row. */
export interface TableTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array | Int8Array | Uint8Array | Int32Array | BigInt64Array;
}

interface TensorEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const readers: Readonly<Record<string, (bytes: ArrayBuffer) => TableTensor['values']>> = {
  F64: (bytes) => new Float64Array(bytes),
  F32: (bytes) => new Float32Array(bytes),
  F16: (bytes) => halfFloats(new Uint16Array(bytes)),
  // The upper half of a 32-bit float.
  BF16: (bytes) => new Float32Array(Uint32Array.from(new Uint16Array(bytes), (bits) => bits << 16).buffer),
  I8: (bytes) => new Int8Array(bytes),
  U8: (bytes) => new Uint8Array(bytes),
  I32: (bytes) => new Int32Array(bytes),
  I64: (bytes) => new BigInt64Array(bytes),
};

/**
 * The tensors of a safetensors file (github.com/huggingface/safetensors: length of the header in 8 bytes, little-endian;
 * header in JSON; data) that have one of these names. Throws for what is no such file.
 */
export async function readSafetensors(
  path: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, TableTensor>> {
  const file = await readFile(path);
  const headerEnd = 8 + Number(file.readBigUInt64LE(0));
  if (headerEnd > file.length) throw new Error('the file is not whole');
  const header = JSON.parse(file.toString('utf8', 8, headerEnd)) as Readonly<Record<string, TensorEntry>>;
  const wanted = Object.entries(header).filter(([name]) => names.includes(name));
  return new Map(wanted.map(([name, entry]) => [name, readTensor(entry, file.subarray(headerEnd))]));
}

function readTensor({ dtype, shape, data_offsets: [start, end] }: TensorEntry, data: Buffer): TableTensor {
  const read = readers[dtype];
  if (!read) throw new Error(`its tensors are of ${dtype}`);
  if (end > data.length) throw new Error('the file is not whole');
  // A copy: typed arrays begin where the size of their numbers divides the address.
  const values = read(Uint8Array.from(data.subarray(start, end)).buffer);
  if (values.length !== shape.reduce((size, dim) => size * dim, 1)) throw new Error('a tensor has not its shape');
  return { shape, values };
}
