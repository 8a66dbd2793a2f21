import type { LocalDtype, LocalTask } from '../../models/pulled-model.js';

/** What the names of weights end with, by dtype (DEFAULT_DTYPE_SUFFIX_MAPPING of transformers.js 4.3.1). */
export const weightSuffixes: Readonly<Record<string, string>> = {
  fp32: '',
  fp16: '_fp16',
  int8: '_int8',
  uint8: '_uint8',
  q8: '_quantized',
  q4: '_q4',
  q4f16: '_q4f16',
  q2: '_q2',
  q2f16: '_q2f16',
  q1: '_q1',
  q1f16: '_q1f16',
  bnb4: '_bnb4',
};

const parts: Readonly<Record<LocalTask, readonly string[]>> = {
  'text-generation': ['model'],
  'feature-extraction': ['model'],
  'image-text-to-text': ['embed_tokens', 'vision_encoder', 'decoder_model_merged'],
};

/** JSON files without which a model cannot be loaded. */
export function configurationFiles(task: LocalTask): readonly string[] {
  const common = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
  return task === 'image-text-to-text' ? [...common, 'preprocessor_config.json'] : common;
}

/** The parts of a model with the dtype of each; `undefined` where none was given. */
export function weightParts(
  task: LocalTask,
  dtype: LocalDtype,
): readonly { readonly part: string; readonly dtype: string | undefined }[] {
  return parts[task].map((part) => ({ part, dtype: typeof dtype === 'string' ? dtype : dtype[part] }));
}
