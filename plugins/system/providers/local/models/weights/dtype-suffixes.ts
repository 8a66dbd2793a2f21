/**
 * How transformers.js names the file of each kind of weights: `onnx/model<suffix>.onnx` (4.3.1, `src/utils/dtypes.js`).
 */
export const dtypeSuffixes: Readonly<Record<string, string>> = {
  fp32: '',
  fp16: '_fp16',
  int8: '_int8',
  uint8: '_uint8',
  q8: '_quantized',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
  q2: '_q2',
  q2f16: '_q2f16',
  q1: '_q1',
  q1f16: '_q1f16',
};
