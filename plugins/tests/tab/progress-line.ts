import { widgets, type PluginContext, type ProgressState, type Tab } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../results/describe-end.js';
import { createEstimator, type RunProgress } from '../results/estimate.js';
import { progressNotes } from '../results/progress-label.js';
import type { WatchState } from '../watch/watch-state.js';
import { gridRow } from './page-layout.js';
import { watchNote } from './watch-note.js';

export interface ProgressSources {
  readonly clock: Pick<PluginContext['clock'], 'now'>;
  knownMs(id: string): number | undefined;
  watch(): WatchState | undefined;
}

/** The line under the list. The returned function brings it up to date. */
export function createProgressLine(tab: Tab, sources: ProgressSources): (state: TestRunState) => void {
  const line = tab.grid.set(gridRow.progress, 0, 1, 2, widgets.progress, { border: false, focusable: false });
  const estimate = createEstimator((id) => sources.knownMs(id));
  return (state) => line.set(progressOf(state, estimate(state, sources.clock.now()), sources));
}

function progressOf(state: TestRunState, progress: RunProgress, { watch }: ProgressSources): ProgressState | undefined {
  const note = watchNote(watch());
  if (state.status === 'idle') return note === '' ? undefined : { done: 0, total: undefined, label: note };
  const notes = [...progressNotes(state, progress), note].filter(Boolean).join('  ');
  const end = describeEnd(state);
  if (end)
    return { done: progress.done, total: progress.total ?? 0, label: `${end.message}  ${notes}`, style: end.severity };
  const isBad = state.counts.failed + state.counts.errors > 0;
  const label = progress.total === undefined ? ['collecting tests', note].filter(Boolean).join('  ') : notes;
  return { done: progress.done, total: progress.total, label, style: isBad ? 'error' : 'accent' };
}
