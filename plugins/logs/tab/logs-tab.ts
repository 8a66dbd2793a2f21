import type { Tab } from 'devmgr/plugin-api';
import type { LogsParts } from './logs-parts.js';
import { LogsView } from './logs-view.js';

/** Holds the view once the tab was shown; commands work on it. */
export class LogsTab {
  readonly parts: LogsParts;
  #view: LogsView | undefined;

  constructor(parts: LogsParts) {
    this.parts = parts;
  }

  get view(): LogsView | undefined {
    return this.#view;
  }

  create(tab: Tab): void {
    const view = tab.own(new LogsView(tab, this.parts));
    this.#view = view;
    tab.own({ dispose: () => void (this.#view = undefined) });
  }
}
