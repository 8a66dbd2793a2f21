import type { LocalTask } from '../../models/pulled-model.js';

/** JSON files without which transformers.js cannot load a model. */
export function configurationFiles(task: LocalTask): readonly string[] {
  const common = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
  return task === 'image-text-to-text' ? [...common, 'preprocessor_config.json'] : common;
}
