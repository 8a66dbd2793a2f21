import type { ProviderView } from './provider-view.js';

/** What questions that name no provider have to do with this one; `undefined`: nothing. */
export function defaultText({ isDefault, standsInFor, standIn }: ProviderView): string | undefined {
  if (isDefault) return standsInFor === undefined ? 'asked by default' : `asked now, ${standsInFor} comes first`;
  return standIn === undefined ? undefined : `comes first, ${standIn} is asked now`;
}
