import { DisposableStore, type Disposable, type PluginContext, type TextSink } from 'devmgr/plugin-api';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { createEstimator } from '../results/estimate.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import { progressLabel } from '../results/progress-label.js';
import { RunTally } from '../results/run-tally.js';

const everyMs = 120;
/** For a word that comes beside the line: it is drawn again below. */
export const eraseLine = '\r\x1b[K';

/** Keeps one line about the run up to date on a terminal; writes nothing elsewhere. Disposing erases the line. */
export function showLiveProgress(
  out: TextSink,
  runs: TestRunsService,
  knownMs: (id: string) => number | undefined,
  { clock, text }: Pick<PluginContext, 'clock' | 'text'>,
): Disposable {
  const store = new DisposableStore();
  if (!out.isTTY) return store;
  const tally = new RunTally();
  const progressOf = createEstimator(knownMs);
  const draw = () => {
    const state = runs.current.get();
    tally.follow(state);
    const line = `${progressLabel(state, progressOf(state, clock.now()))}${runningName(tally.running)}`;
    out.write(`${eraseLine}${text.truncate(text.clean(line), Math.max(10, out.columns - 1), 'middle')}`);
  };
  store.add(clock.setInterval(draw, everyMs));
  store.add({ dispose: () => out.write(eraseLine) });
  return store;
}

function runningName([test]: Iterable<TestCase>): string {
  return test ? `  ${test.id}` : '';
}
