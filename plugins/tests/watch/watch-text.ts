import type { WatchState } from './watch-state.js';

/** One line about what watching does: what changed, and which tests that concerns. Paths are from outside: sanitise it. */
export function watchText(state: WatchState): string {
  const { phase, problem } = state;
  if (phase === 'off') return '';
  if (problem !== undefined && phase !== 'running') return `watch: ${problem}`;
  switch (phase) {
    case 'settling':
      return 'watch: files are changing';
    case 'choosing':
      return `watch: ${changed(state)} -> looking for its tests`;
    case 'queued':
      return state.isQuiet
        ? `watch: this run says nothing, s stops it · ${changed(state)}`
        : `watch: ${changed(state)} -> after this run`;
    case 'waiting':
    case 'running':
      return state.chosen === undefined && state.reason === undefined ? waiting(state) : `watch: ${because(state)}`;
  }
}

function waiting({ pinned }: WatchState): string {
  return `watch: waiting for a change${pinned.size > 0 ? ` · ${tests(pinned.size)} pinned` : ''}`;
}

/** `app/main.py changed -> 12 affected tests, 1 that you stopped left out`. */
export function because(state: WatchState): string {
  const { leftOut = 0 } = state;
  if (leftOut === 0) return whatRuns(state);
  const nothing = state.chosen === 0 && state.files.length > 0;
  const before = nothing ? `${changed(state)} -> nothing runs` : whatRuns(state);
  return `${before}, ${tests(leftOut)} that you stopped left out`;
}

function whatRuns({ within, files, reason, pattern = '', chosen, pinned }: WatchState): string {
  const limits = within === undefined ? '' : ` of ${within}`;
  const before = files.length > 0 ? `${changed({ files })} -> ` : '';
  switch (reason) {
    case undefined:
      return `${before}no tests`;
    case 'all':
      return `${before}all tests${limits}`;
    case 'pattern':
      return `tests that match "${pattern}"`;
    case 'affected':
      return `${before}${chosen === undefined ? 'affected tests' : tests(chosen, 'affected ')}${limits}`;
    case 'failed':
      return chosen === undefined ? 'tests that failed' : `${before}no test concerns it, ${tests(chosen)} that failed`;
    case 'pinned':
      return chosen === 0
        ? `${before}no test concerns it`
        : `${before}no test concerns it, ${tests(pinned.size)} pinned`;
  }
}

function changed({ files }: Pick<WatchState, 'files'>): string {
  const [first] = files;
  if (first === undefined) return 'you asked';
  return files.length === 1 ? `${first} changed` : `${first} and ${files.length - 1} more changed`;
}

function tests(count: number, kind = ''): string {
  return `${count} ${kind}${count === 1 ? 'test' : 'tests'}`;
}
