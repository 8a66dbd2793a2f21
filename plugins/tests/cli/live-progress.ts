import { DisposableStore, type Disposable, type PluginContext, type TextSink } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { estimate } from '../results/estimate.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import { progressLabel } from '../results/progress-label.js';

const everyMs = 120;
const eraseLine = '\r\x1b[K';

/** Keeps one line about the run up to date on a terminal; writes nothing elsewhere. Disposing erases the line. */
export function showLiveProgress(
  out: TextSink,
  runs: TestRunsService,
  knownMs: (id: string) => number | undefined,
  { clock, text }: Pick<PluginContext, 'clock' | 'text'>,
): Disposable {
  const store = new DisposableStore();
  if (!out.isTTY) return store;
  const draw = () => {
    const state = runs.current.get();
    const line = `${progressLabel(state, estimate(state, knownMs, clock.now()))}${runningName(state)}`;
    out.write(`${eraseLine}${text.truncate(text.clean(line), Math.max(10, out.columns - 1), 'middle')}`);
  };
  store.add(clock.setInterval(draw, everyMs));
  store.add({ dispose: () => out.write(eraseLine) });
  return store;
}

function runningName({ cases }: TestRunState): string {
  for (const test of cases.values()) {
    if (test.outcome === 'running') return `  ${test.id}`;
  }
  return '';
}
