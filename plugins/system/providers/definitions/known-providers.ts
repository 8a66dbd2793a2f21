import { anthropic } from './anthropic.js';
import { anyscale } from './anyscale.js';
import type { KnownProvider } from './known-provider.js';
import { llamaServer } from './llama-server.js';
import { lmStudio } from './lm-studio.js';
import { ollama } from './ollama.js';
import { openai } from './openai.js';
import { together } from './together.js';
import { vllm } from './vllm.js';

/** In the order of the table: those that answer for money, then those on this machine. */
export const knownProviders: readonly KnownProvider[] = [
  openai,
  anthropic,
  together,
  anyscale,
  ollama,
  llamaServer,
  lmStudio,
  vllm,
];
