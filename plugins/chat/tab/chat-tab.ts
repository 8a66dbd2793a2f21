import type { PluginContext, Tab } from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { SearchSession } from '../find/search-session.js';
import { FindPage } from './find/find-page.js';
import { TabPages } from './tab-pages.js';

export interface ChatTabParts {
  readonly context: Pick<PluginContext, 'manifest' | 'clock' | 'commands' | 'text' | 'workspace'>;
  readonly index: CodeIndex;
  readonly session: SearchSession;
}

/** The pages of the tab, of which one is seen. */
export class ChatTab {
  readonly find: FindPage;
  readonly #pages: TabPages<'find'>;

  constructor(tab: Tab, parts: ChatTabParts) {
    this.#pages = new TabPages(tab);
    this.find = new FindPage(this.#pages.ground('find'), parts);
    this.#pages.show('find');
    this.find.focus();
  }
}
