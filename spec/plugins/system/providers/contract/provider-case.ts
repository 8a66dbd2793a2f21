import { anthropic } from '../../../../support/ai-doubles/anthropic.js';
import { anyscale } from '../../../../support/ai-doubles/anyscale.js';
import { compatible } from '../../../../support/ai-doubles/compatible.js';
import { llamaServer } from '../../../../support/ai-doubles/llama-server.js';
import { lmStudio } from '../../../../support/ai-doubles/lm-studio.js';
import { ollama } from '../../../../support/ai-doubles/ollama.js';
import { openAi } from '../../../../support/ai-doubles/openai.js';
import { together } from '../../../../support/ai-doubles/together.js';
import type { Vendor } from '../../../../support/ai-doubles/vendor.js';
import { vllm } from '../../../../support/ai-doubles/vllm.js';
import type { AiSetup } from './ai-bench.js';

/** How a person sets one provider up. */
export interface ProviderCase {
  readonly vendor: Vendor;
  readonly keyVariable: string;
  /** It is not asked without a key. */
  readonly needsKey: boolean;
  /** Sets its address to an origin (`http://127.0.0.1:40123`). */
  at(origin: string): AiSetup;
}

const byVariable = (vendor: Vendor, keyVariable: string, name: string): ProviderCase => ({
  vendor,
  keyVariable,
  needsKey: true,
  at: (origin) => ({ env: { [name]: origin + vendor.basePath } }),
});

const bySetting = (vendor: Vendor, keyVariable: string, table: object = {}): ProviderCase => ({
  vendor,
  keyVariable,
  needsKey: false,
  at: (origin) => ({ settings: { providers: { [vendor.id]: { 'base-url': origin + vendor.basePath, ...table } } } }),
});

export const openAiCase = byVariable(openAi, 'OPENAI_API_KEY', 'OPENAI_BASE_URL');
export const anthropicCase = byVariable(anthropic, 'ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL');
export const compatibleCase: ProviderCase = {
  ...bySetting(compatible, 'MY_COMPANY_KEY', { 'key-variable': 'MY_COMPANY_KEY' }),
  needsKey: true,
};

export const cloudCases: readonly ProviderCase[] = [
  openAiCase,
  anthropicCase,
  byVariable(together, 'TOGETHER_API_KEY', 'TOGETHER_BASE_URL'),
  byVariable(anyscale, 'ANYSCALE_API_KEY', 'ANYSCALE_BASE_URL'),
  compatibleCase,
];

export const ollamaCase: ProviderCase = {
  vendor: ollama,
  keyVariable: 'OLLAMA_API_KEY',
  needsKey: false,
  // As people write it: without a scheme, unless there is another one.
  at: (origin) => ({ env: { OLLAMA_HOST: origin.replace(/^http:\/\//, '') } }),
};

export const llamaServerCase: ProviderCase = {
  vendor: llamaServer,
  keyVariable: 'LLAMA_API_KEY',
  needsKey: false,
  at: (origin) =>
    origin.startsWith('http://')
      ? { env: { LLAMA_ARG_HOST: new URL(origin).hostname, LLAMA_ARG_PORT: new URL(origin).port } }
      : { settings: { providers: { 'llama-server': { 'base-url': `${origin}/v1` } } } },
};

export const localCases: readonly ProviderCase[] = [
  ollamaCase,
  llamaServerCase,
  bySetting(lmStudio, 'LM_API_TOKEN'),
  bySetting(vllm, 'VLLM_API_KEY'),
];
