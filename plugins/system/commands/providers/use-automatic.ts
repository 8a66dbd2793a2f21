import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';

/** Forgets which provider was to be asked by default: whoever comes first and is ready is asked again. */
export function useAutomatic({ preferences, views, context }: ProvidersParts): CommandHandler {
  return {
    async run() {
      await preferences.select(undefined);
      const standard = views.defaultTarget()?.providerId;
      const message = `Automatic again${standard === undefined ? '' : `: ${standard} is asked first`}`;
      context.screen.notify({ severity: 'info', message });
    },
    disabledReason: () =>
      preferences.choices.get().selection === undefined ? 'No provider was chosen: it is automatic already' : undefined,
  };
}
