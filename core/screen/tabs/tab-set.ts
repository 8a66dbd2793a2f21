import { DevmgrError, Store } from 'devmgr/plugin-api';
import type { ChromeParts } from '../chrome-parts.js';
import type { ChromeTabs } from '../chrome-tabs.js';
import type { BoxPlace } from '../paint-box.js';
import type { TabCreator, TabInfo } from '../ui.js';
import { TabPage } from './tab-page.js';

/** All tabs; one of them is attached to the screen. Ids that are no tab are refused with `DEVMGR_CONTRIBUTION_UNDECLARED`. */
export class TabSet implements ChromeTabs {
  readonly current: Store<string>;
  /** In the order of the tab line. */
  readonly pages: readonly TabPage[];
  readonly #showNow: (id: string) => void;

  constructor(parts: ChromeParts, tabs: readonly TabInfo[], initial: string, showNow: (id: string) => void) {
    this.pages = [...tabs].sort((a, b) => a.order - b.order).map((tab) => new TabPage(parts, tab));
    this.current = new Store(
      this.pages.some((page) => page.info.id === initial) ? initial : (this.pages[0]?.info.id ?? ''),
    );
    this.#showNow = showNow;
    this.page?.setVisible(true);
  }

  /** The one on the screen; undefined when no plugin has a tab. */
  get page(): TabPage | undefined {
    return this.pages.find((page) => page.info.id === this.current.get());
  }

  show(id: string): void {
    const next = this.#find(id);
    if (this.page !== next) {
      this.page?.setVisible(false);
      this.current.set(id);
      next.setVisible(true);
    }
    if (next.state === 'empty' || next.state === 'loading') this.#showNow(id);
  }

  /** `step` 1 for the tab to the right, -1 for the one to the left; goes round. */
  step(step: 1 | -1): void {
    const at = this.pages.findIndex((page) => page.info.id === this.current.get());
    const next = this.pages[(at + step + this.pages.length) % this.pages.length];
    if (next) this.show(next.info.id);
  }

  mount(id: string, create: TabCreator): void {
    this.#find(id).mount(create);
  }

  showError(
    id: string,
    error: { readonly message: string; readonly hint?: string | undefined },
    retry?: () => void,
  ): void {
    this.#find(id).showError(error, retry);
  }

  showLoading(id: string): void {
    this.#find(id).showLoading();
  }

  async unmount(id: string): Promise<void> {
    await this.pages.find((page) => page.info.id === id)?.unmount();
  }

  /** Takes the current tab off the screen while there is no room for it, without a change of the tab for its plugin. */
  attach(attached: boolean): void {
    this.page?.attach(attached);
  }

  setPlace(place: BoxPlace): void {
    for (const page of this.pages) page.setPlace(place);
  }

  async dispose(): Promise<void> {
    for (const page of this.pages) await page.dispose();
    this.current.dispose();
  }

  #find(id: string): TabPage {
    const page = this.pages.find((one) => one.info.id === id);
    if (page) return page;
    throw new DevmgrError({
      code: 'DEVMGR_CONTRIBUTION_UNDECLARED',
      message: `There is no tab "${id}"`,
      hint: `Tabs are ${this.pages.map((one) => one.info.id).join(', ')}.`,
    });
  }
}
