import type { WatchState } from '../watch/watch-state.js';

const reasons = { affected: 'affected', failed: 'failed', all: '', pinned: 'pinned' } as const;

/** `watch: app/main.py changed -> 12 affected tests`; nothing while watch mode is off. */
export function watchNote(state: WatchState | undefined): string {
  if (!state?.isOn) return '';
  if (state.problem !== undefined) return `watch: ${state.problem}`;
  const [first, ...more] = state.files;
  const changed = first === undefined ? '' : `${first}${more.length > 0 ? ` and ${more.length} more` : ''} changed`;
  if (state.reason === 'pattern' && state.phase === 'running')
    return `watch: tests that match "${state.pattern ?? ''}"`;
  switch (state.phase) {
    case 'settling':
    case 'choosing':
      return `watch: ${changed}`;
    case 'queued':
      return state.isQuiet
        ? `watch: ${changed} and waits, this run says nothing: s stops it (watchDuringRun = "cancel" does by itself)`
        : `watch: ${changed}, runs next`;
    default:
      return changed === '' ? 'watch: waits for a change' : `watch: ${changed}${chosenNote(state)}`;
  }
}

function chosenNote({ chosen, reason, leftOut = 0 }: WatchState): string {
  if (reason === 'pattern') return '';
  const without = leftOut > 0 ? `, ${leftOut} that you stopped left out` : '';
  if (chosen === undefined) return without;
  return ` -> ${chosen} ${reason && reasons[reason]} ${chosen === 1 ? 'test' : 'tests'}${without}`.replace('  ', ' ');
}
