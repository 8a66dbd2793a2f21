/**
 * What exporters call the weights, best first: whole ones, then smaller ones that a processor computes well with. The first
 * ten are transformers.js's (`src/utils/dtypes.js`), the others those of sentence-transformers' `export_optimized_onnx_model`
 * and `export_dynamic_quantized_onnx_model`.
 */
const names = [
  'model',
  'model_quantized',
  'model_int8',
  'model_uint8',
  'model_q4',
  'model_bnb4',
  'model_fp16',
  'model_q4f16',
  'model_q2',
  'model_q1',
  'model_O1',
  'model_O2',
  'model_O3',
  'model_O4',
  'model_qint8_arm64',
  'model_quint8_avx2',
  'model_qint8_avx512',
  'model_qint8_avx512_vnni',
];

/** Paths in a folder where the weights of an ONNX model may be, the ones to prefer first. */
export const weightFiles: readonly string[] = names.flatMap((name) => [`${name}.onnx`, `onnx/${name}.onnx`]);
