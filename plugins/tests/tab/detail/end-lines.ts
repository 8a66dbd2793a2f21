import type { StyledText } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { CatalogState } from '../../book/test-book.js';
import type { EndDescription } from '../../results/describe-end.js';

/** Why there are no tests to run. */
export function failureOfCollection(failure: CatalogState['failure']): readonly StyledText[] {
  if (!failure) return [];
  const what: StyledText = [{ text: failure.message, style: 'error' }];
  return failure.hint ? [what, failure.hint] : [what];
}

/** How the run ended, and pytest's last words when it did not end well. */
export function endLines(state: TestRunState, end: EndDescription): readonly StyledText[] {
  const lines: StyledText[] = [[{ text: end.message, style: end.severity }]];
  if (end.hint) lines.push(end.hint);
  const said = state.end && 'lastLines' in state.end ? (state.end.lastLines ?? []) : [];
  return said.length > 0 ? [...lines, '', [{ text: 'pytest said last', style: 'strong' }], ...said] : lines;
}
