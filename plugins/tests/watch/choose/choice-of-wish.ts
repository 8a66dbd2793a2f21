import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import type { Choice, WatchWish } from '../watch-model.js';
import type { TestFiles } from './test-files.js';

export interface WishContext {
  /** That have changed and are not tested. */
  readonly files: readonly string[];
  /** What is run without a change. */
  readonly asked: TestRunOptions;
  readonly last: Choice | undefined;
  readonly tests: TestFiles;
}

/** What the person asked for, as a choice. Pure. */
export function choiceOfWish(wish: WatchWish, { files, asked, last, tests }: WishContext): Choice {
  const scope = asked.paths ?? [];
  const all: Choice = {
    reason: 'all',
    files,
    options: scope.length > 0 ? { paths: scope } : {},
    count: tests.count(undefined, scope),
    gone: [],
  };
  switch (wish.kind) {
    case 'all':
      return all;
    case 'failed':
      return { ...all, reason: 'failed', options: { failed: true }, count: undefined };
    case 'pattern':
      return { ...all, reason: 'pattern', options: { ...all.options, keyword: wish.pattern }, count: undefined };
    case 'again':
      return last?.options ? { ...last, problem: undefined, gone: [] } : all;
  }
}
