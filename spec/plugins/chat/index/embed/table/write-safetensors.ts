/** A tensor with its bytes; `dtype` as safetensors has it: `F32`, `F16`, `I8`, … */
export interface SafeTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: ArrayBufferView;
}

/** The bytes of a safetensors file. */
export function writeSafetensors(tensors: Readonly<Record<string, SafeTensor>>): Buffer {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { dtype, shape, values }]) => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype, shape, data_offsets: [start, end] }] as const;
  });
  const header = Buffer.from(JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const data = Object.values(tensors).map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  return Buffer.concat([length, header, ...data]);
}
