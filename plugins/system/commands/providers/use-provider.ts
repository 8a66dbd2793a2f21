import type { CommandHandler, Screen } from 'devmgr/plugin-api';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { isChosen } from './is-chosen.js';
import { NO_PROVIDER, selectedProvider } from './selected-provider.js';
import { unreadyReason } from './unready-reason.js';
import { useAutomatic } from './use-automatic.js';

/** Makes the selected provider the one that is asked by default, or no more when it is. Remembered for the project. */
export function useProvider(parts: ProvidersParts): CommandHandler {
  const { preferences, context } = parts;
  const automatic = useAutomatic(parts);
  return {
    async run(invocation) {
      const view = selectedProvider(parts);
      if (!view) return;
      if (isChosen(parts, view.id)) return automatic.run(invocation);
      await preferences.select(view.id);
      context.screen.notify(chosen(view, parts.views.defaultTarget()?.providerId));
    },
    disabledReason() {
      const view = selectedProvider(parts);
      if (!view) return NO_PROVIDER;
      const { status } = view.state;
      const isUsable = status.kind !== 'needs-key' && status.kind !== 'needs-setup';
      return isUsable || isChosen(parts, view.id) ? undefined : `${view.id}: ${status.hint}`;
    },
  };
}

type Notification = Parameters<Screen['notify']>[0];

/** Also one that cannot be asked now may be chosen, for later. `standard`: who is asked now. */
function chosen(view: ProviderView, standard: string | undefined): Notification {
  const message = `${view.id} is asked by default in this project`;
  const { kind } = view.state.status;
  if (kind !== 'unreachable' && kind !== 'limited') return { severity: 'info', message };
  const until = standard === undefined || standard === view.id ? '' : `; until it can be, ${standard} is asked`;
  return { severity: 'warning', message: `${message}${until}`, hint: unreadyReason(view) };
}
