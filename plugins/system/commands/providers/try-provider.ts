import type { CommandHandler } from 'devmgr/plugin-api';
import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';
import type { SystemView } from '../../tab/system-view.js';
import { NO_PROVIDER, selectedProvider } from './selected-provider.js';
import { unreadyReason } from './unready-reason.js';

/** What is asked when nothing is typed: it costs next to nothing, and shows whether the provider answers. */
const EXAMPLE = 'Say hello in one sentence.';

/** Asks for a question and puts it to the selected provider; the answer is written into its details. */
export function tryProvider(parts: ProvidersParts, view: SystemView): CommandHandler {
  return {
    async run() {
      const provider = selectedProvider(parts);
      if (!provider) return;
      const model = parts.ai.languageModel(provider.id);
      const title = questionTitle(model, provider);
      const asked = parts.context.screen.prompt({ title, placeholder: `Enter asks: ${EXAMPLE}` });
      const [typed] = await Promise.all([asked, parts.trials.prepare()]);
      if (typed === undefined) return;
      const question = typed.trim() === '' ? EXAMPLE : typed;
      // The list may have been worked on from elsewhere meanwhile.
      parts.selected.set(provider.id);
      void parts.trials.ask(model, question);
      view.turnTo('provider');
      view.showDetails();
    },
    disabledReason() {
      const provider = selectedProvider(parts);
      if (!provider) return NO_PROVIDER;
      const { status, defaultModel } = provider.state;
      if (status.kind === 'needs-key' || status.kind === 'needs-setup') return `${provider.id}: ${status.hint}`;
      if (parts.trials.running) return `${parts.trials.running.providerId} is still answering: Esc stops it`;
      if (defaultModel !== undefined) return undefined;
      return unreadyReason(provider) ?? `${provider.id} has no model to ask`;
    },
  };
}

/** Where the question goes is said before it is typed: `Ask openai gpt-6-luna · goes to api.openai.com, costs tokens`. */
function questionTitle({ providerId, modelId, host }: AiLanguageModel, { kind, state }: ProviderView): string {
  if (kind !== 'cloud') return `Ask ${providerId} ${modelId} · ${host === undefined ? STAYS : `goes to ${host}`}`;
  return `Ask ${providerId} ${modelId} · goes to ${host ?? proxyOf(state.baseUrl)}, costs tokens`;
}

const STAYS = 'stays on this machine';

/** A service that is asked through something on this machine: where it goes from there nobody knows. */
function proxyOf(baseUrl: string | undefined): string {
  return baseUrl === undefined ? 'this machine' : new URL(baseUrl).host;
}
