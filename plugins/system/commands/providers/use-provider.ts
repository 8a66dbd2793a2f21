import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';
import { NO_PROVIDER, selectedProvider } from './selected-provider.js';

/** Makes the selected provider the one that is asked by default; again: whatever is ready. Remembered for the project. */
export function useProvider(parts: ProvidersParts): CommandHandler {
  const { preferences, context } = parts;
  const isTheChoice = (id: string) => preferences.choices.get().selection?.split('/')[0] === id;
  return {
    async run() {
      const view = selectedProvider(parts);
      if (!view) return;
      const isChosen = isTheChoice(view.id);
      await preferences.select(isChosen ? undefined : view.id);
      const standard = parts.views.defaultTarget();
      const message = isChosen
        ? `Automatic again${standard ? `: ${standard.providerId} is asked first` : ''}`
        : `${view.id} is asked by default in this project`;
      context.screen.notify({ severity: 'info', message });
    },
    disabledReason() {
      const view = selectedProvider(parts);
      if (!view) return NO_PROVIDER;
      const { status } = view.state;
      const isUsable = status.kind !== 'needs-key' && status.kind !== 'needs-setup';
      return isUsable || isTheChoice(view.id) ? undefined : `${view.id}: ${status.hint}`;
    },
  };
}
