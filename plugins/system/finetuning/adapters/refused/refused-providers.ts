import type { Refused } from './refused-adapter.js';

const SERVES = 'Train on this machine with a recipe in [tool.devmgr.finetune.local], then serve the result there';

/** Known providers that train nothing, as of November 2026. */
export const refusedProviders: readonly Refused[] = [
  {
    id: 'anthropic',
    title: 'Anthropic',
    reason: 'Anthropic has no public API for fine-tuning',
    hint: 'Train on this machine ([tool.devmgr.finetune.local]) or with Together',
  },
  serving('ollama', 'Ollama'),
  serving('llama-server', 'llama-server'),
  serving('lm-studio', 'LM Studio'),
  serving('vllm', 'vLLM'),
];

function serving(id: string, title: string): Refused {
  return { id, title, reason: `${title} serves models and does not train them`, hint: SERVES };
}
