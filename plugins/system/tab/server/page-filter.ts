import { Store, widgets, type FormHandle, type ReadonlyStore, type Tab } from 'devmgr/plugin-api';
import type { SystemParts } from '../../system-parts.js';
import type { SystemView } from '../system-view.js';
import type { ServerPageId } from './page-id.js';

/** The line above a list in which words are typed that its rows must have. */
export interface PageFilter {
  readonly handle: FormHandle;
  readonly isOpen: ReadonlyStore<boolean>;
  /** False: the page that is shown has no list to filter. */
  edit(): boolean;
  /** Empties it and closes it; the list has the keys again. */
  leave(): void;
}

export type PageLists = Partial<Readonly<Record<ServerPageId, (words: string) => void>>>;

/** Every list keeps its own words. */
export function createPageFilter({ context }: SystemParts, view: SystemView, tab: Tab, lists: PageLists): PageFilter {
  const handle = tab.grid.set(1, 2, 1, 1, widgets.form, {
    border: false,
    focusId: `${context.manifest.id}.filter`,
    escapeLeaves: true,
    fields: [{ id: 'words', kind: 'text', label: 'Filter', width: 30, placeholder: 'words that must occur' }],
  });
  const words = new Map<ServerPageId, string>();
  const isOpen = tab.own(new Store(false));
  const set = (text: string) => {
    const page = view.page.get();
    if (text === '') words.delete(page);
    else words.set(page, text);
    lists[page]?.(text);
  };
  const show = () => {
    const text = words.get(view.page.get());
    handle.setValues({ words: text ?? '' });
    isOpen.set(text !== undefined);
  };
  tab.own(handle.onDidChange(() => set(String(handle.values()['words'] ?? '').trim())));
  tab.own(handle.onDidSubmit(() => view.showPage(view.page.get())));
  tab.own(view.page.onDidChange(show));
  return {
    handle,
    isOpen,
    edit() {
      if (!lists[view.page.get()]) return false;
      isOpen.set(true);
      handle.focusField('words', { select: true });
      return true;
    },
    leave() {
      set('');
      show();
      view.showPage(view.page.get());
    },
  };
}
