import type { Screen } from 'devmgr/plugin-api';
import type { StatusItems } from './lines/status-items.js';
import { ConfirmView } from './overlay/confirm-view.js';
import { ListView } from './overlay/list-view.js';
import type { ModalHost } from './overlay/modal-host.js';
import { PromptView } from './overlay/prompt-view.js';
import type { Toasts } from './overlay/toasts.js';
import type { TabSet } from './tabs/tab-set.js';
import type { Terminal } from './terminal.js';

export interface ScreenOptions {
  readonly terminal: Terminal;
  readonly modals: ModalHost;
  readonly toasts: Toasts;
  readonly status: StatusItems;
  readonly tabs: TabSet;
}

/** The screen as plugins see it. */
export function createScreen({ terminal, modals, toasts, status, tabs }: ScreenOptions): Screen {
  return {
    isInteractive: true,
    size: terminal.size,
    showTab: (id) => tabs.show(id),
    statusItem: (options) => status.add(options),
    notify: (notification) => toasts.add(notification),
    confirm: async (question) => (await modals.ask<boolean>((close) => new ConfirmView(question, close))) ?? false,
    prompt: (question) => modals.ask<string>((close) => new PromptView(question, close)),
    pick: ({ title, items }) => {
      const words = { placeholder: 'type to filter', empty: 'Nothing matches. Esc closes.' };
      return modals.ask((close) => new ListView({ title, items, ...words, matching: 'words' }, close));
    },
    copy: (text) => terminal.copy(text),
    edit: async (place) => (await import('./edit/edit-place.js')).editPlace(terminal, place, process.env),
  };
}
