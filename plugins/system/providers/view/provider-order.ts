import { isNotRunning } from './describe-provider.js';
import type { ProviderView } from './provider-view.js';

/**
 * The order of the list. Those that the person has put in an order come first, in that order; of the others those that can be
 * asked, then those that need something, then servers that do not run, each as they are known. A status that changes moves
 * nothing: its place is that of the moment at which it was first seen, or last settled.
 */
export class ProviderOrder {
  readonly #ranks = new Map<string, number>();

  /** The statuses as they are now decide. */
  settle(views: readonly ProviderView[]): void {
    this.#ranks.clear();
    this.#note(views);
  }

  /** `preferred`: ids in the order of the person. */
  of(views: readonly ProviderView[], preferred: readonly string[]): readonly ProviderView[] {
    this.#note(views);
    const place = (view: ProviderView) => {
      const at = preferred.indexOf(view.id);
      return at >= 0 ? at : preferred.length + (this.#ranks.get(view.id) ?? rank(view));
    };
    return [...views].sort((a, b) => place(a) - place(b));
  }

  #note(views: readonly ProviderView[]): void {
    for (const view of views) if (!this.#ranks.has(view.id)) this.#ranks.set(view.id, rank(view));
  }
}

/** The place of a status in the order. */
export function rank(view: ProviderView): number {
  if (view.state.status.kind === 'ready') return 0;
  return isNotRunning(view) ? 2 : 1;
}
