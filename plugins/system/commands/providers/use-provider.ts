import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';
import { NO_PROVIDER, selectedProvider } from './selected-provider.js';

/** Makes the selected provider the one that is asked by default; again: whatever is ready. Remembered for the project. */
export function useProvider(parts: ProvidersParts): CommandHandler {
  const { preferences, context } = parts;
  return {
    async run() {
      const view = selectedProvider(parts);
      if (!view) return;
      const isChosen = preferences.choices.get().selection?.split('/')[0] === view.id;
      await preferences.select(isChosen ? undefined : view.id);
      const standard = parts.views.defaultTarget();
      const message = isChosen
        ? `Automatic again${standard ? `: ${standard.providerId} is asked first` : ''}`
        : `${view.id} is asked by default in this project`;
      context.screen.notify({ severity: 'info', message });
    },
    disabledReason() {
      return selectedProvider(parts) ? undefined : NO_PROVIDER;
    },
  };
}
