import type { ReadonlyStore } from 'devmgr/plugin-api';
import type { TabCreator } from './ui.js';

/** The tab bar and the area under it. */
export interface ChromeTabs {
  readonly current: ReadonlyStore<string>;
  show(id: string): void;
  /** Fills the tab's area the first time it is shown (now, if it is). Replaces an error card. */
  mount(id: string, create: TabCreator): void;
  /** Shows a message and what can be done instead of the tab's content: `Retry` is offered when `retry` is given. */
  showError(
    id: string,
    error: { readonly message: string; readonly hint?: string | undefined },
    retry?: () => void,
  ): void;
  showLoading(id: string): void;
  unmount(id: string): Promise<void>;
}
