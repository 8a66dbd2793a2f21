import type { StyledText } from 'devmgr/plugin-api';
import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import { likeText } from '../../find/like-text.js';
import { matchLimit, type SearchState } from '../../find/search-session.js';
import { countText } from '../number-text.js';

/** `Results 8 matches · question · 4 ms`; `50+ matches` when there may be more. */
export function resultsTitle({ asked, result }: SearchState): StyledText {
  if (!asked || !result) return 'Results';
  const { length } = result.matches;
  const count = length < matchLimit ? countText(length, 'match') : `${length}+ matches`;
  const what = asked.kind === 'words' ? result.kind : likeText(asked.place);
  const facts = [count, what, `${Math.max(1, Math.round(result.tookMs))} ms`];
  return [{ text: 'Results ' }, { text: facts.join(' · '), style: 'muted' }];
}

/** What a person should know of the result, a line each. */
export function resultNotes({ result }: SearchState): readonly StyledText[] {
  return (result?.notes ?? []).map((note) => [{ text: `! ${note}`, style: 'warning' }]);
}

/** What stands in the place of results. `isTyping`: keys go into the line of the query. */
export function resultsEmpty(search: SearchState, index: CodeIndexState, isTyping: boolean): StyledText {
  if (search.error) return problem(search.error);
  if (search.result && search.asked) return noMatches(index);
  if (index.status === 'off')
    return isTyping
      ? 'The index is off: press Esc, then o to switch it on.'
      : 'The index is off: press o to switch it on.';
  if (index.status === 'failed') return problem(index.error ?? { message: 'The index failed.' });
  if (index.files === 0 && index.status !== 'ready')
    return 'The project is being read: what is there already is found.';
  return (
    `${isTyping ? 'Type' : 'Press / and type'} words, a question, a symbol, a path or an error to find code.\n` +
    'Narrow it down with lang:py path:app/ kind:class -word.\n' +
    'Esc leads back to the conversation.'
  );
}

function problem({ message, hint }: { readonly message: string; readonly hint?: string | undefined }): StyledText {
  const text = [{ text: message, style: 'error' as const }];
  return hint === undefined ? text : [...text, { text: `\n${hint}`, style: 'muted' }];
}

function noMatches({ files }: CodeIndexState): StyledText {
  return files === 0 ? 'The index has no files yet.' : 'Nothing found: try other words, or fewer filters.';
}
