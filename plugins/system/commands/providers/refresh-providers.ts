import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';

/** Looks at all providers again, at the same time. */
export function refreshProviders(parts: ProvidersParts): CommandHandler {
  return {
    async run({ signal }) {
      await parts.refresh({ signal });
      if (signal.aborted) return;
      const all = parts.views.now();
      const ready = all.filter(({ state }) => state.status.kind === 'ready').length;
      const message = `${all.length} AI providers were looked at: ${ready} ready`;
      parts.context.screen.notify({ severity: 'info', message });
    },
    disabledReason: () => (parts.isLooking.get() ? 'The providers are being looked at' : undefined),
  };
}
