import { parseObject } from '../json/parse-object.js';
import { Fields } from '../../json/fields.js';
import { WireFormatError } from '../wire-format-error.js';
import type { WireContext } from '../wire-format.js';

/** `count` vectors of the same length, in the order of the texts (`index`), which need not be that of the list. */
export function readEmbeddings(_context: WireContext, body: string, count: number): readonly Float32Array[] {
  const data = parseObject(body).list('data');
  if (!data) throw new WireFormatError('answered with JSON that has no embeddings');
  if (data.length !== count) throw new WireFormatError(`answered with ${data.length} embeddings for ${count} texts`);
  const vectors = new Map<number, Float32Array>();
  data.forEach((item, position) => {
    const fields = Fields.of(item);
    vectors.set(fields?.count('index') ?? position, readVector(fields?.value('embedding')));
  });
  return inOrder(vectors, count);
}

function inOrder(vectors: ReadonlyMap<number, Float32Array>, count: number): readonly Float32Array[] {
  const ordered = Array.from({ length: count }, (_, index) => vectors.get(index)).filter(
    (vector) => vector !== undefined,
  );
  if (ordered.length !== count) throw new WireFormatError('answered with embeddings that are not numbered one by one');
  const lengths = new Set(ordered.map((vector) => vector.length));
  if (lengths.size > 1) throw new WireFormatError('answered with embeddings of different lengths');
  return ordered;
}

/** Numbers, or 32-bit floats in base64 (little-endian), which some servers send though numbers were asked for. */
function readVector(value: unknown): Float32Array {
  const vector = typeof value === 'string' ? fromBase64(value) : fromNumbers(value);
  if (vector.length === 0 || !vector.every(Number.isFinite)) {
    throw new WireFormatError('answered with an embedding that is not a list of numbers');
  }
  return vector;
}

function fromNumbers(value: unknown): Float32Array {
  const isNumbers = Array.isArray(value) && value.every((item) => typeof item === 'number');
  return isNumbers ? Float32Array.from(value) : new Float32Array();
}

function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % 4 !== 0) return new Float32Array();
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}
