import type { ModelFacts } from './model-facts.js';

/**
 * Together's list has windows and prices, but not which models see. As of 2026-11-22; source: the model catalogue of npm
 * `@earendil-works/pi-ai` 1.5.2 (2026-11-10); the embedding model: togethercomputer/skills 644d382 (2026-08-18).
 */
export const togetherModels: readonly ModelFacts[] = [
  { id: 'Qwen/Qwen3.5-9B', seesImages: true },
  { id: 'Qwen/Qwen3.6-Plus', seesImages: false },
  { id: 'Qwen/Qwen3.7-Max', seesImages: false },
  { id: 'openai/gpt-oss-120b', seesImages: false },
  { id: 'openai/gpt-oss-20b', seesImages: false },
  { id: 'zai-org/GLM-5.3-Flash', seesImages: true },
  { id: 'zai-org/GLM-5.3', seesImages: false },
  { id: 'deepseek-ai/DeepSeek-V4.1-Flash', seesImages: true },
  { id: 'deepseek-ai/DeepSeek-V4-Pro-0813', seesImages: false },
  { id: 'moonshotai/Kimi-K3', seesImages: true },
  { id: 'moonshotai/Kimi-K3.1-Pro', seesImages: true },
  { id: 'MiniMaxAI/MiniMax-M3', seesImages: true },
  { id: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', seesImages: false },
  { id: 'intfloat/multilingual-e5-large-instruct', contextWindow: 514, dimensions: 1024 },
];
