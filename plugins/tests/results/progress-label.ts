import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { RunProgress } from './estimate.js';
import { formatDuration } from './format-duration.js';

/** What stands beside the numbers: `3 failed`, `about 3s left`, `2 workers`, `in 4.1s`. */
export function progressNotes(state: TestRunState, { done, total, remainingMs }: RunProgress): readonly string[] {
  const notes: string[] = [];
  const bad = state.counts.failed + state.counts.errors;
  const isOver = state.status === 'finished';
  if (bad > 0 && !isOver) notes.push(`${bad} ${state.counts.errors > 0 ? 'failed or error' : 'failed'}`);
  if (!isOver && remainingMs !== undefined && total !== undefined && done < total) {
    notes.push(`about ${formatRemaining(remainingMs)} left`);
  }
  if (!isOver && total !== undefined && total > 0 && done === total) notes.push('tearing down');
  if (state.workers > 0) notes.push(`${state.workers} ${state.workers === 1 ? 'worker' : 'workers'}`);
  if (isOver && state.durationMs !== undefined) notes.push(`in ${formatDuration(state.durationMs)}`);
  return notes;
}

/** `49/58  84%  3 failed  about 3s left  2 workers`, for where no bar is drawn. */
export function progressLabel(state: TestRunState, progress: RunProgress): string {
  const { done, total } = progress;
  if (total === undefined) return 'collecting tests';
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  return [`${done}/${total}`, `${percent}%`, ...progressNotes(state, progress)].join('  ');
}

/** Whole seconds: more would only flicker. */
function formatRemaining(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 60 ? `${seconds}s` : `${Math.ceil(seconds / 60)}m`;
}
