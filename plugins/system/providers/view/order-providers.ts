import { isNotRunning } from './describe-provider.js';
import type { ProviderView } from './provider-view.js';

/** Those that can be asked first, then those that need something, then servers that do not run; else as they are. */
export function orderProviders(views: readonly ProviderView[]): readonly ProviderView[] {
  return [...views].sort((a, b) => rank(a) - rank(b));
}

/** The place of a status in that order. */
export function rank(view: ProviderView): number {
  if (view.state.status.kind === 'ready') return 0;
  return isNotRunning(view) ? 2 : 1;
}
