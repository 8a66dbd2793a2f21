/** A constant of an ONNX graph: its shape and its bytes as they are in the file. */
export interface OnnxConstant {
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

/** A field of a Protocol Buffers message: a number, or bytes. */
interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/**
 * The constants of a model file by their names (onnx.proto3: field 7 of a model is its graph, 5 of a graph a tensor; of that 1
 * are dims, 8 is the name, 9 the data).
 */
export function onnxConstants(file: Uint8Array): ReadonlyMap<string, OnnxConstant> {
  const graph = bytesOf(file, 7)[0] ?? new Uint8Array();
  return new Map(
    bytesOf(graph, 5).map((tensor) => {
      const name = new TextDecoder().decode(bytesOf(tensor, 8)[0]);
      return [name, { dims: dimsOf(tensor), bytes: bytesOf(tensor, 9)[0] ?? new Uint8Array() }];
    }),
  );
}

function bytesOf(message: Uint8Array, number: number): readonly Uint8Array[] {
  const values = [...fieldsOf(message)].filter((field) => field.number === number).map(({ value }) => value);
  return values.filter((value) => value instanceof Uint8Array);
}

/** One after the other, or packed into one field. */
function dimsOf(tensor: Uint8Array): readonly number[] {
  const values = [...fieldsOf(tensor)].filter(({ number }) => number === 1).map(({ value }) => value);
  return values.flatMap((value) => (typeof value === 'number' ? [value] : [...varints(value)]));
}

function* varints(bytes: Uint8Array): Generator<number> {
  for (let at = 0; at < bytes.length;) {
    const { value, end } = varint(bytes, at);
    yield value;
    at = end;
  }
}

function* fieldsOf(message: Uint8Array): Generator<Field> {
  for (let at = 0; at < message.length;) {
    const { value: tag, end } = varint(message, at);
    const wireType = tag % 8;
    const number = Math.floor(tag / 8);
    if (wireType === 0) {
      const { value, end: next } = varint(message, end);
      yield { number, value };
      at = next;
    } else if (wireType === 2) {
      const { value: length, end: start } = varint(message, end);
      yield { number, value: message.subarray(start, start + length) };
      at = start + length;
    } else {
      at = end + (wireType === 1 ? 8 : 4);
    }
  }
}

function varint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, factor = 1; at < bytes.length; at += 1, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte % 128) * factor;
    if (byte < 128) return { value, end: at + 1 };
  }
  throw new Error('The file ends within a number');
}
