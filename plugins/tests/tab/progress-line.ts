import { widgets, type PluginContext, type ProgressState, type Tab } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../results/describe-end.js';
import { estimate } from '../results/estimate.js';
import { progressNotes } from '../results/progress-label.js';
import { gridRow } from './page-layout.js';

/** The line under the results. The returned function brings it up to date. */
export function createProgressLine(
  tab: Tab,
  clock: PluginContext['clock'],
  knownMs: (id: string) => number | undefined,
): (state: TestRunState) => void {
  const line = tab.grid.set(gridRow.progress, 0, 1, 2, widgets.progress, { border: false, focusable: false });
  return (state) => line.set(state.status === 'idle' ? undefined : progressOf(state, knownMs, clock.now()));
}

function progressOf(state: TestRunState, knownMs: (id: string) => number | undefined, now: number): ProgressState {
  const progress = estimate(state, knownMs, now);
  const notes = progressNotes(state, progress).join('  ');
  const end = describeEnd(state);
  if (end)
    return { done: progress.done, total: progress.total ?? 0, label: `${end.message}  ${notes}`, style: end.severity };
  const isBad = state.counts.failed + state.counts.errors > 0;
  const label = progress.total === undefined ? 'collecting tests' : notes;
  return { done: progress.done, total: progress.total, label, style: isBad ? 'error' : 'accent' };
}
