import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderApi } from './provider-api.js';

/** The provider's answer is about another job than `id`, or about none. `id` is `undefined` for a job that was to be created. */
export function otherJob(
  { providerId, host }: ProviderApi,
  title: string,
  id: string | undefined,
  answered: string | undefined,
): AiError {
  const asked = id === undefined ? 'to a new fine-tuning job' : `about the fine-tuning job ${host.clean(id)}`;
  const what =
    answered === undefined ? 'without the id of a job' : `with another one, ${host.clean(answered).slice(0, 100)}`;
  return new AiError({
    message: `${title} answered ${asked} ${what}`,
    hint: 'Look at devmgr finetune list, and at the base URL of the provider',
    failure: { kind: 'server-error', providerId, modelId: undefined },
  });
}
