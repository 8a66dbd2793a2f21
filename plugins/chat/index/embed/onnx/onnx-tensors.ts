/**
 * The constants of a model file by their names, their bytes as they are in it, without ONNX Runtime (onnx.proto3: field 7 of a
 * model is its graph, 5 of a graph a tensor; of that 8 is the name, 9 the data). Throws for what ends within a field.
 */
export function onnxTensors(file: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const tensors = fieldsOf(file, 7).flatMap((graph) => fieldsOf(graph, 5));
  return new Map(
    tensors.map((tensor) => {
      const [name] = fieldsOf(tensor, 8);
      return [new TextDecoder().decode(name), fieldsOf(tensor, 9)[0] ?? new Uint8Array()];
    }),
  );
}

/** Fields of one number that hold bytes, of a Protocol Buffers message. */
function fieldsOf(message: Uint8Array, wanted: number): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < message.length;) {
    const tag = readVarint(message, at);
    const size = tag.value % 8 === 2 ? readVarint(message, tag.end) : undefined;
    const start = size?.end ?? tag.end;
    const end = size ? start + size.value : endOfNumber(message, start, tag.value % 8);
    if (end > message.length) throw new Error('it ends within a field');
    if (size && Math.floor(tag.value / 8) === wanted) found.push(message.subarray(start, end));
    at = end;
  }
  return found;
}

function endOfNumber(message: Uint8Array, start: number, wireType: number): number {
  if (wireType === 0) return readVarint(message, start).end;
  if (wireType === 1) return start + 8;
  if (wireType === 5) return start + 4;
  throw new Error(`it has a field of type ${wireType}`);
}

function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, factor = 1; at < bytes.length; at += 1, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte % 128) * factor;
    if (byte < 128) return { value, end: at + 1 };
  }
  throw new Error('it ends within a number');
}
