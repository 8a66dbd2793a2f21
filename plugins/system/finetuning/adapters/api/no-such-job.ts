import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderApi } from './provider-api.js';

/** The provider does not know a job. */
export function noSuchJob({ providerId, host }: ProviderApi, title: string, id: string): AiError {
  return new AiError({
    message: `${title} has no fine-tuning job ${host.clean(id)}`,
    hint: 'Look at devmgr finetune list',
    failure: { kind: 'not-found', providerId, modelId: undefined, status: 404 },
  });
}
