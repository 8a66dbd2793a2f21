import type { CommandHandler, Screen } from 'devmgr/plugin-api';
import type { ProviderView } from '../../providers/view/provider-view.js';
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
      context.screen.notify(isChosen ? automaticAgain(standard) : chosen(view, standard));
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

type Notification = Parameters<Screen['notify']>[0];

function automaticAgain(standard: string | undefined): Notification {
  return {
    severity: 'info',
    message: `Automatic again${standard === undefined ? '' : `: ${standard} is asked first`}`,
  };
}

/** Also one that cannot be asked now may be chosen, for later. `standard`: who is asked now. */
function chosen(view: ProviderView, standard: string | undefined): Notification {
  const message = `${view.id} is asked by default in this project`;
  const { kind } = view.state.status;
  if (kind !== 'unreachable' && kind !== 'limited') return { severity: 'info', message };
  const until = standard === undefined || standard === view.id ? '' : `; until it can be, ${standard} is asked`;
  return { severity: 'warning', message: `${message}${until}`, hint: unreadyReason(view) };
}
