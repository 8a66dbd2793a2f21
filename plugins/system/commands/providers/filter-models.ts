import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';
import type { SystemView } from '../../tab/system-view.js';

/** Asks for words that the names of the listed models must have; none: all models are listed again. */
export function filterModels({ context }: ProvidersParts, view: SystemView): CommandHandler {
  return {
    async run() {
      const { value } = view.modelFilter() ?? {};
      if (value === undefined) return;
      const words = await context.screen.prompt({ title: 'Filter the models', value, placeholder: 'all models' });
      if (words !== undefined) view.modelFilter()?.set(words);
    },
    disabledReason: () => (view.modelFilter() ? undefined : 'No models are shown'),
  };
}
