import type { Disposable } from './disposable.js';
import type { ReadonlyStore } from './event.js';
import type { Grid } from './grid.js';
import type { StyledText } from './text.js';

export interface Tab {
  readonly grid: Grid;
  readonly isVisible: ReadonlyStore<boolean>;
  /** Of the tab's area, in cells. */
  readonly size: ReadonlyStore<{ readonly width: number; readonly height: number }>;
  /** Released with the tab. */
  own<T extends Disposable>(item: T): T;
}

export interface Tabs {
  /** `create` runs once, the first time that the tab is shown; never in a headless run. The id must be the manifest's tab. */
  register(id: string, create: (tab: Tab) => void | Promise<void>): Disposable;
}

export interface StatusItem extends Disposable {
  /** With a command, a click on the item runs it. Empty text hides the item. */
  set(text: StyledText, command?: string): void;
}

/** Without a terminal, questions reject with `DEVMGR_INPUT_REQUIRED` and the rest does nothing. */
export interface Screen {
  readonly isInteractive: boolean;
  readonly size: ReadonlyStore<{ readonly width: number; readonly height: number }>;
  showTab(id: string): void;
  /** `align` left: what runs and its state; right: facts. Higher priority stays longer on a narrow screen. */
  statusItem(options: { readonly align: 'left' | 'right'; readonly priority?: number }): StatusItem;
  notify(notification: {
    readonly severity: 'info' | 'success' | 'warning' | 'error';
    readonly message: string;
    readonly hint?: string | undefined;
  }): void;
  /** `keep` is the other button's label, where "Cancel" could be misread. */
  confirm(options: {
    readonly title: string;
    readonly detail?: string;
    readonly action: string;
    readonly keep?: string;
  }): Promise<boolean>;
  /** `placeholder` is shown while nothing is typed. */
  prompt(options: {
    readonly title: string;
    readonly value?: string;
    readonly placeholder?: string;
    readonly secret?: boolean;
  }): Promise<string | undefined>;
  /** The item that `isCurrent` is marked, and the cursor begins there. */
  pick<T>(options: {
    readonly title: string;
    readonly items: readonly {
      readonly label: string;
      readonly detail?: string;
      readonly isCurrent?: boolean;
      readonly value: T;
    }[];
  }): Promise<T | undefined>;
  /**
   * Opens a file, by its absolute path, in the person's editor ($VISUAL, $EDITOR, else one that is there) and resolves when a person has
   * come back from it; an editor with a window of its own is left open. Rejects with a `DevmgrError`: no such file, no editor, or it failed.
   */
  edit(place: { readonly path: string; readonly line?: number | undefined }): Promise<void>;
  /** Puts text on the person's clipboard through OSC 52. */
  copy(text: string): void;
}
