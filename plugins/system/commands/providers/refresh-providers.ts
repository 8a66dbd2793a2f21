import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';

/** Looks at all providers again, at the same time. */
export function refreshProviders(parts: ProvidersParts): CommandHandler {
  return {
    run: ({ signal }) => parts.refresh({ signal }),
    disabledReason: () => (parts.isLooking.get() ? 'The providers are being looked at' : undefined),
  };
}
