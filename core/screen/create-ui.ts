import type { Clock } from 'devmgr/plugin-api';
import type { CommandCatalog } from '../commands/catalog.js';
import type { ChromeParts } from './chrome-parts.js';
import { Chrome } from './chrome.js';
import type { Terminal } from './terminal.js';
import type { TabInfo, Ui } from './ui.js';

export interface UiOptions {
  readonly terminal: Terminal;
  readonly tabs: readonly TabInfo[];
  readonly initialTab: string;
  readonly catalog: CommandCatalog;
  readonly clock: Clock;
  /** Of the widgets that tabs may hold. */
  readonly findKind: ChromeParts['findKind'];
  readonly project: { readonly name: string; readonly branch: string | undefined };
  /** A tab without content was asked for: activate its plugin. Not called for the initial tab. */
  readonly showNow: (tabId: string) => void;
  readonly onError: (where: string, error: unknown) => void;
  /** Asked before quitting; false keeps the screen. */
  readonly confirmQuit: () => Promise<boolean>;
}

/** Builds the screen around the widgets on an open terminal. Nothing is painted before the first frame is asked for. */
export function createUi(options: UiOptions): Ui {
  return new Chrome(options);
}
