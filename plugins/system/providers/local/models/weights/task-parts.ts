import type { LocalTask } from '../pulled-model.js';

/** The files that a model of a task consists of, as transformers.js loads them (4.3.1, `src/models/session_config.js`). */
export const taskParts: Readonly<Record<LocalTask, readonly string[]>> = {
  'text-generation': ['model'],
  'feature-extraction': ['model'],
  'image-text-to-text': ['embed_tokens', 'vision_encoder', 'decoder_model_merged'],
};
