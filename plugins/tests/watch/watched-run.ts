import type { TestOutcome, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { isStopMessage } from '../pytest/stop-message.js';
import { testsLeft } from '../results/tests-left.js';
import type { WatchedRun } from './watch-model.js';

const good: ReadonlySet<TestOutcome> = new Set(['passed', 'xfailed', 'xpassed']);

/** A run that is over, as watching sees it. */
export function watchedRun(state: TestRunState): WatchedRun {
  const { cases, collectionErrors, end, counts } = state;
  const notGood = [...cases.values()].filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const bad = notGood.filter(({ message }) => !isStopMessage(message));
  const stopped = notGood.filter(({ message }) => isStopMessage(message));
  const broken = new Set(collectionErrors.map(({ path }) => path));
  const files = new Set([...cases.values()].map(({ file }) => file));
  const isEnded = end?.kind === 'finished' && end.exitCode !== 2 && end.exitCode < 4;
  return {
    end: isEnded || (end?.kind === 'finished' && end.exitCode === 5) ? 'ended' : 'stopped',
    isGreen: isEnded && end.exitCode === 0 && counts.failed + counts.errors + testsLeft(state) === 0,
    bad: [...bad.map(({ id }) => id), ...broken],
    stopped: stopped.map(({ id }) => id),
    isGood: (id) => {
      const test = cases.get(id);
      return test ? good.has(test.outcome) : files.has(id) && !broken.has(id);
    },
  };
}
