import { Store } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import { describe, expect, it } from 'vitest';
import { FreshResults } from '../../../../plugins/chat/find/fresh-results.js';
import type { SearchState } from '../../../../plugins/chat/find/search-session.js';
import { initialIndexModel } from '../../../../plugins/chat/index/service/state/reduce-index-state.js';

const ready: CodeIndexState = { ...initialIndexModel(true).state, status: 'ready', refreshedAt: 1 };

function stage(isSearching: boolean) {
  const clock = new FakeClock();
  const index = new Store(ready);
  const session = new Store<SearchState>({ asked: 'x', result: undefined, isSearching } as unknown as SearchState);
  let asked = 0;
  const again = async () => void (asked += 1);
  const fresh = new FreshResults({
    index: { state: index },
    session: { state: session, again },
    isVisible: new Store(true),
    clock,
  });
  return { clock, index, session, fresh, asked: () => asked };
}

/** Lets what was awaited go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('results of an index that changes', () => {
  it('are asked for again, at most every third of a second', async () => {
    const { clock, index, asked, fresh } = stage(false);
    index.set({ ...ready, status: 'off' });
    clock.advance(299);
    expect(asked()).toBe(0);
    clock.advance(1);
    await settle();
    expect(asked()).toBe(1);
    clock.advance(10_000);
    expect(asked()).toBe(1);
    fresh.dispose();
  });

  it('that are searched meanwhile are asked for again when they are there', async () => {
    const { clock, index, session, asked, fresh } = stage(true);
    index.set({ ...ready, status: 'off' });
    clock.advance(300);
    await settle();
    expect(asked()).toBe(0);
    session.set({ ...session.get(), isSearching: false });
    clock.advance(300);
    await settle();
    expect(asked()).toBe(1);
    fresh.dispose();
  });
});
