import type { CommandHandler } from 'devmgr/plugin-api';
import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { retirementWarning } from '../../providers/catalogue/retirement-warning.js';
import { isFree, priceText, windowText } from '../../providers/view/model-numbers.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { chooseModel } from './choose-model.js';
import { NO_PROVIDER, selectedProvider } from './selected-provider.js';
import { unreadyReason } from './unready-reason.js';

/** Lets the person pick the model that questions to the selected provider go to; remembered for the project. */
export function pickModel(parts: ProvidersParts): CommandHandler {
  const { screen, clock } = parts.context;
  return {
    async run() {
      const view = selectedProvider(parts);
      if (!view) return;
      const models = view.state.models.filter(({ kind }) => kind === 'language');
      const now = clock.now();
      const picked = await screen.pick<{ readonly modelId: string | undefined }>({
        title: `Model of ${view.id}`,
        items: [
          ...models.map((model) => ({
            label: model.id,
            detail: detailText(model, now),
            isCurrent: model.id === view.state.defaultModel,
            value: { modelId: model.id },
          })),
          {
            label: 'automatic',
            detail: 'what the settings say, or the provider proposes',
            value: { modelId: undefined },
          },
        ],
      });
      if (picked) await chooseModel(parts, picked.modelId);
    },
    disabledReason() {
      const view = selectedProvider(parts);
      if (!view) return NO_PROVIDER;
      if (view.state.models.some(({ kind }) => kind === 'language')) return undefined;
      return unreadyReason(view) ?? `${view.id} lists no models`;
    },
  };
}

function detailText(model: AiModelInfo, now: number): string {
  const warning = retirementWarning(model, now);
  const facts = [
    ...(model.contextWindow === undefined ? [] : [`window ${windowText(model.contextWindow)}`]),
    ...(model.price === undefined ? [] : [isFree(model.price) ? 'free' : `$${priceText(model.price)} in/out`]),
    ...(warning === undefined ? [] : [`! ${warning.replace(`${model.id} `, '')}`]),
  ];
  return facts.join(' · ');
}
