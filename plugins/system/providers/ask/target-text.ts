import type { AiTarget } from 'devmgr/plugin-api/contracts/ai';

/** `openai gpt-6-luna`. */
export function targetText({ providerId, modelId }: Pick<AiTarget, 'providerId' | 'modelId'>): string {
  return `${providerId} ${modelId}`;
}
