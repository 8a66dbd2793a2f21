import type { PluginContext } from 'devmgr/plugin-api';
import type { ProjectTestBook } from '../book/project-test-book.js';
import type { TestWatch, WatchState } from './watch-state.js';
import { watchText } from './watch-text.js';

/** Says in the status line that the project is watched, and in the list of tests which are pinned. */
export function showWatch(
  watch: Pick<TestWatch, 'state'>,
  book: Pick<ProjectTestBook, 'pin'>,
  { screen, subscriptions, text }: Pick<PluginContext, 'screen' | 'subscriptions' | 'text'>,
): void {
  const item = screen.statusItem({ align: 'left', priority: 4 });
  const show = (state: WatchState) => {
    book.pin(state.pinned);
    const style = state.problem === undefined ? 'muted' : 'warning';
    const words = text.truncate(text.clean(watchText(state)).replaceAll('\n', ' '), 60, 'middle');
    item.set(state.isOn ? [{ text: words, style }] : '', 'tests.toggle-watch');
  };
  show(watch.state.get());
  subscriptions.add(watch.state.onDidChange(show));
}
