import { parseSelection } from '../../providers/registry/selection.js';
import type { ProvidersParts } from '../../providers-parts.js';

/** Whether that provider is the one that the person wants to be asked by default. */
export function isChosen(
  { preferences }: Pick<ProvidersParts, 'preferences'>,
  providerId: string | undefined,
): boolean {
  const { selection } = preferences.choices.get();
  return selection !== undefined && parseSelection(selection).providerId === providerId;
}
