import type { AiTarget } from 'devmgr/plugin-api/contracts/ai';

/** `openai gpt-6-luna at api.openai.com`; without a host when nothing leaves this machine. */
export function targetText({ providerId, modelId, host }: AiTarget): string {
  const name = modelId === '' ? providerId : `${providerId} ${modelId}`;
  return host === undefined ? name : `${name} at ${host}`;
}
