import { Store, type ReadonlyStore, type Tab } from 'devmgr/plugin-api';
import type { PageGround } from './page.js';

/** Whose turn it is among the pages of a tab. Make every page with its ground before the first `show`. */
export class TabPages<Name extends string> {
  readonly #tab: Tab;
  readonly #current = new Store<Name | undefined>(undefined);
  readonly #grounds = new Map<Name, { readonly isCurrent: Store<boolean>; readonly isShown: Store<boolean> }>();

  constructor(tab: Tab) {
    this.#tab = tab;
    tab.own(tab.isVisible.onDidChange(() => this.#tell()));
  }

  get current(): ReadonlyStore<Name | undefined> {
    return this.#current;
  }

  ground(name: Name): PageGround {
    const stores = { isCurrent: new Store(false), isShown: new Store(false) };
    this.#grounds.set(name, stores);
    return { tab: this.#tab, ...stores };
  }

  show(name: Name): void {
    this.#current.set(name);
    this.#tell();
  }

  /** The page that leaves goes first: widgets of two may lie in the same place. */
  #tell(): void {
    const current = this.#current.get();
    const isVisible = this.#tab.isVisible.get();
    const stores = [...this.#grounds].sort(([a], [b]) => Number(a === current) - Number(b === current));
    for (const [name, { isCurrent, isShown }] of stores) {
      isCurrent.set(name === current);
      isShown.set(name === current && isVisible);
    }
  }
}
