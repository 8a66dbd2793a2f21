import { toDisposable, type Clock, type Disposable, type Tab } from 'devmgr/plugin-api';
import type { TestBook } from '../book/test-book.js';
import type { TestHistoryStore } from '../history/test-history-store.js';

/** How soon a run of another terminal is seen here. */
const everyMs = 2_000;

export interface FollowOthersParts {
  readonly clock: Pick<Clock, 'setInterval'>;
  readonly history: Pick<TestHistoryStore, 'readOthers'>;
  readonly book: Pick<TestBook, 'collect'>;
}

/** While the tab is seen it shows what other devmgr have recorded; tests are looked for again when it comes into sight, and behind each such run. */
export function followOthers(tab: Tab, { clock, history, book }: FollowOthersParts): void {
  let looking: Disposable | undefined;
  const look = async () => {
    if (await history.readOthers()) await book.collect();
  };
  const follow = (isVisible: boolean) => {
    void looking?.dispose();
    looking = isVisible ? clock.setInterval(() => void look(), everyMs) : undefined;
    if (isVisible) void book.collect();
  };
  tab.own(tab.isVisible.onDidChange(follow));
  tab.own(toDisposable(() => looking?.dispose()));
  follow(tab.isVisible.get());
}
