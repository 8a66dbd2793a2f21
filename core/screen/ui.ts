import type { ChromeTabs } from './chrome-tabs.js';
import type { Disposable, Screen, Tab } from 'devmgr/plugin-api';

/** One entry of the tab bar, from a manifest. */
export interface TabInfo {
  readonly id: string;
  readonly title: string;
  readonly icon: string | undefined;
  readonly hotkey: string | undefined;
  readonly order: number;
}

/** What the core's application does with the screen. */
export interface Ui extends Disposable {
  /** What plugins get. */
  readonly screen: Screen;
  readonly tabs: ChromeTabs;
  /** Paints in the next frame; `now` paints at once. */
  requestFrame(): void;
  paintNow(): void;
  readonly onDidClose: Promise<number>;
}

export type TabCreator = (tab: Tab) => void | Promise<void>;
