import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';
import { NO_PROVIDER, selectedProvider } from './selected-provider.js';
import { unreadyReason } from './unready-reason.js';

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
      const standard = parts.views.defaultTarget()?.providerId;
      if (isChosen) {
        const message = `Automatic again${standard === undefined ? '' : `: ${standard} is asked first`}`;
        return context.screen.notify({ severity: 'info', message });
      }
      const isDown = view.state.status.kind === 'unreachable' || view.state.status.kind === 'limited';
      const message = `${view.id} is asked by default in this project`;
      if (!isDown) return context.screen.notify({ severity: 'info', message });
      const until = standard === undefined || standard === view.id ? '' : `; until it can be, ${standard} is asked`;
      context.screen.notify({ severity: 'warning', message: `${message}${until}`, hint: unreadyReason(view) });
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
