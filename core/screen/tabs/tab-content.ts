import { DisposableStore, type Tab } from 'devmgr/plugin-api';
import { releaseAll, type ChromeParts } from '../chrome-parts.js';
import type { Pane, PaneOwner } from '../grid/pane.js';
import { TabGrid } from '../grid/tab-grid.js';
import { FocusRing } from '../input/focus-ring.js';
import type { TabCreator } from '../ui.js';

export interface TabContentOptions {
  /** For reports: `Tab Logs`. */
  readonly where: string;
  readonly parent: PaneOwner['parent'];
  readonly isVisible: Tab['isVisible'];
  readonly size: Tab['size'];
}

/** What a plugin put into its tab: widgets, the focus among them, and what else is released with the tab. */
export class TabContent {
  readonly #parts: ChromeParts;
  readonly #options: TabContentOptions;
  readonly #owned = new DisposableStore();
  readonly #grid: TabGrid;
  readonly #ring: FocusRing<Pane>;
  #pending = true;

  constructor(parts: ChromeParts, options: TabContentOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#grid = new TabGrid(parts, {
      where: options.where,
      parent: options.parent,
      focus: (pane) => this.#ring.focus(pane),
      changed: () => this.#changed(),
    });
    this.#ring = new FocusRing<Pane>(
      () => this.#grid.stops(),
      (now, before) => this.#moved(now, before),
    );
  }

  get focused(): Pane | undefined {
    return this.#ring.current;
  }

  /** How many panes Tab goes round. */
  get stops(): number {
    return this.#grid.stops().length;
  }

  /** The plugin is still at it and has placed nothing yet. */
  get isBlank(): boolean {
    return this.#pending && !this.#grid.hasPanes;
  }

  /** Lets the plugin fill the tab; `failed` is called when it throws or rejects. */
  fill(creator: TabCreator, failed: (error: unknown) => void): void {
    const { isVisible, size } = this.#options;
    const filled = () => {
      this.#pending = false;
      this.#ring.settle();
      this.#changed();
    };
    try {
      const made = creator({ grid: this.#grid, isVisible, size, own: (item) => this.#owned.add(item) });
      if (made) made.then(filled, failed);
      else filled();
    } catch (error) {
      failed(error);
    }
  }

  layOut(): void {
    const { width, height } = this.#options.size.get();
    this.#grid.layOut(width, height);
  }

  stepFocus(step: 1 | -1): void {
    this.#ring.step(step);
  }

  /** The tab was shown or hidden: its focused pane gets or loses the focus. */
  visibleChanged(): void {
    this.#ring.settle();
    this.focused?.setFocused(this.#options.isVisible.get());
  }

  async release(): Promise<void> {
    await releaseAll(this.#parts, this.#options.where, this.#owned);
    await this.#grid.dispose();
  }

  #moved(now: Pane | undefined, before: Pane | undefined): void {
    before?.setFocused(false);
    now?.setFocused(this.#options.isVisible.get());
    this.#parts.contextChanged();
  }

  /** Settles when everything that belongs to the change has been said. */
  #changed(): void {
    queueMicrotask(() => {
      this.#ring.settle();
      this.#parts.contextChanged();
    });
    this.#parts.terminal.requestFrame();
  }
}
