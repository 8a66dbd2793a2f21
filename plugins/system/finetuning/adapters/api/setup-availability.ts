import type { FineTuningAvailability } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { ProviderApi } from './provider-api.js';

/** What is missing before a provider can be asked; `undefined`: nothing. */
export function setupAvailability(api: ProviderApi): FineTuningAvailability | undefined {
  const { status, title } = api;
  if (title === undefined)
    return { kind: 'not-offered', reason: 'The provider is gone', hint: 'Look at devmgr providers list' };
  if (api.isSetUp()) return undefined;
  const hint = status && 'hint' in status ? status.hint : `Look at devmgr providers show ${api.providerId}`;
  const reason = status?.kind === 'needs-key' ? `${title} needs a key` : `${title} is not set up`;
  return { kind: 'needs-setup', reason, hint };
}
