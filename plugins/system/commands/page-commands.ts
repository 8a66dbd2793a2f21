import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemView } from '../tab/system-view.js';
import { PAGE_IDS } from '../tab/server/page-id.js';

/** Commands on the pages of a server, by their names. */
export function pageCommands(view: SystemView): Readonly<Record<string, CommandHandler | CommandHandler['run']>> {
  const shows = PAGE_IDS.map((page) => [`show-${page}`, () => view.showPage(page)] as const);
  return {
    ...Object.fromEntries(shows),
    'next-page': () => view.stepPage(1),
    'previous-page': () => view.stepPage(-1),
    'filter-list'() {
      view.showPage(view.page.get());
      view.withPages(({ filter }) => void filter.edit());
    },
    'leave-filter': () => view.withPages(({ filter }) => filter.leave()),
    'show-value': {
      run: () => void view.pages?.environment.toggleValue(),
      disabledReason: () => (view.pages?.environment.selected() ? undefined : 'No variable is selected'),
    },
  };
}
