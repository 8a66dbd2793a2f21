import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';

/** The selected provider, or the first; `undefined` where there is none. */
export function selectedProvider({
  views,
  selected,
}: Pick<ProvidersParts, 'views' | 'selected'>): ProviderView | undefined {
  return views.find(selected.get()) ?? views.all.get()[0];
}

export const NO_PROVIDER = 'There is no AI provider';
