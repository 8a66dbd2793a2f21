import type { LocalTask } from './pulled-model.js';

/** What is known of a model besides its weights. */
export interface TaskClues {
  /** What the hub says it is for. */
  readonly pipelineTag?: string | undefined;
  readonly modelType?: string | undefined;
  readonly architectures: readonly string[];
  readonly paths: readonly string[];
}

const byPipelineTag: Readonly<Record<string, LocalTask>> = {
  'text-generation': 'text-generation',
  'text2text-generation': 'text-generation',
  'feature-extraction': 'feature-extraction',
  'sentence-similarity': 'feature-extraction',
  'image-text-to-text': 'image-text-to-text',
  'video-text-to-text': 'image-text-to-text',
};

/** Families that read text and write none. */
const encoders =
  /^(?:bert|albert|distilbert|roberta|xlm-roberta|camembert|mpnet|electra|deberta|deberta-v2|nomic_bert|modernbert|mobilebert|squeezebert|new)$/;

/**
 * The task of a model, from its files, its config and what the hub says, in this order of trust. `undefined` when the hub
 * says that it is for something else.
 */
export function inferTask({ pipelineTag, modelType = '', architectures, paths }: TaskClues): LocalTask | undefined {
  if (
    paths.some((path) => path.startsWith('onnx/vision_encoder')) &&
    paths.some((path) => path.startsWith('onnx/decoder'))
  )
    return 'image-text-to-text';
  // Written by sentence-transformers, for embeddings only; the architecture may be that of a language model.
  if (paths.includes('modules.json')) return 'feature-extraction';
  if (pipelineTag !== undefined) return byPipelineTag[pipelineTag];
  if (architectures.some((name) => name.endsWith('ForCausalLM'))) return 'text-generation';
  if (encoders.test(modelType) || architectures.some((name) => /(?:Model|ForMaskedLM)$/.test(name)))
    return 'feature-extraction';
  return 'text-generation';
}
