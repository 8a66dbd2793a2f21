import type { KnownModel } from './known-model.js';

const vision = { embed_tokens: 'fp16', vision_encoder: 'q4', decoder_model_merged: 'q4' };

/**
 * The models that have a short name.
 *
 * All of them are 4-bit or 8-bit weights that are computed with in 32 bits: onnxruntime has no full support for 16-bit floats on
 * a processor, and `q4f16` of some models does not load there (transformers.js issues 1567 and 1749).
 *
 * Sizes: SmolLM2-135M, the decoder and the embeddings of SmolVLM2-256M as the hub lists their files; MiniLM from its 22.7
 * million parameters. The others are worked out from the number of parameters (5 bits a weight with its scale; embeddings
 * 32 bits, or 16 where they are a part of their own), which gives those of the listed ones within some percent. A pull
 * asks the hub for the exact figure.
 */
export const knownModels: readonly KnownModel[] = [
  {
    name: 'smollm2-135m',
    id: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    task: 'text-generation',
    dtype: 'q4',
    megabytes: 200,
    summary: 'Tiny chat model: to try things out',
  },
  {
    name: 'smollm2-360m',
    id: 'HuggingFaceTB/SmolLM2-360M-Instruct',
    task: 'text-generation',
    dtype: 'q4',
    megabytes: 410,
    summary: 'Small chat model',
  },
  {
    name: 'qwen2.5-coder-0.5b',
    id: 'onnx-community/Qwen2.5-Coder-0.5B-Instruct',
    task: 'text-generation',
    dtype: 'q4',
    megabytes: 850,
    summary: 'Writes and explains code, quick',
  },
  {
    name: 'qwen2.5-coder-1.5b',
    id: 'onnx-community/Qwen2.5-Coder-1.5B-Instruct',
    task: 'text-generation',
    dtype: 'q4',
    megabytes: 1900,
    summary: 'Writes and explains code, better and slower',
  },
  {
    name: 'smolvlm2-256m',
    id: 'HuggingFaceTB/SmolVLM2-256M-Video-Instruct',
    task: 'image-text-to-text',
    dtype: vision,
    megabytes: 210,
    summary: 'Answers questions about images, tiny',
  },
  {
    name: 'smolvlm2-500m',
    id: 'HuggingFaceTB/SmolVLM2-500M-Video-Instruct',
    task: 'image-text-to-text',
    dtype: vision,
    megabytes: 390,
    summary: 'Answers questions about images',
  },
  {
    name: 'all-minilm-l6-v2',
    id: 'onnx-community/all-MiniLM-L6-v2-ONNX',
    task: 'feature-extraction',
    dtype: 'q8',
    megabytes: 24,
    summary: 'Embeddings for search, 384 dimensions',
  },
];
