import type { Tab } from 'devmgr/plugin-api';
import { FindPage, type FindPageParts } from './find/find-page.js';
import { TalkPage, type TalkPageParts } from './talk/talk-page.js';
import { TabPages } from './tab-pages.js';

export interface ChatTabParts {
  readonly find: FindPageParts;
  readonly talk: TalkPageParts;
}

export type PageName = 'find' | 'talk';

/** The pages of the tab, of which one is seen: asking, and finding code. */
export class ChatTab {
  readonly find: FindPage;
  readonly talk: TalkPage;
  readonly #pages: TabPages<PageName>;

  constructor(tab: Tab, { find, talk }: ChatTabParts) {
    this.#pages = new TabPages(tab);
    this.find = new FindPage(this.#pages.ground('find'), find);
    this.talk = new TalkPage(this.#pages.ground('talk'), talk);
    const { commands, manifest } = talk.context;
    tab.own(this.#pages.current.onDidChange((page) => commands.setContext(`${manifest.id}.page`, page)));
    this.show('talk');
    this.talk.focus();
  }

  /** Says nothing of which of its panes has the keys. */
  show(page: PageName): void {
    this.#pages.show(page);
  }
}
