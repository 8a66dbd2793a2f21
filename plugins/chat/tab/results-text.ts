import type { StyledText } from 'devmgr/plugin-api';
import type { CodeIndexState, CodePlace } from 'devmgr/plugin-api/contracts/code-index';
import type { SearchState } from '../find/search-session.js';
import { placeOf } from './match-columns.js';
import { countText } from './number-text.js';

/** `Results 8 matches · question · 4 ms`. */
export function resultsTitle({ asked, result }: SearchState): StyledText {
  if (!asked || !result) return 'Results';
  const what = asked.kind === 'words' ? result.kind : `like ${likeText(asked.place)}`;
  const facts = [countText(result.matches.length, 'match'), what, `${Math.max(1, Math.round(result.tookMs))} ms`];
  return [{ text: 'Results ' }, { text: facts.join(' · '), style: 'muted' }];
}

function likeText({ path, startLine, endLine }: CodePlace): string {
  return startLine === undefined ? path : placeOf({ path, startLine, endLine: endLine ?? startLine });
}

/** What stands in the place of results. */
export function resultsEmpty(search: SearchState, index: CodeIndexState): StyledText {
  if (search.error)
    return [{ text: [search.error.message, search.error.hint].filter(Boolean).join(' '), style: 'error' }];
  if (search.result) return noMatches(search.result.notes, index);
  if (index.status === 'off') return 'The index is off: press o to switch it on.';
  if (index.status === 'failed') return [{ text: index.error?.message ?? 'The index failed.', style: 'error' }];
  if (index.files === 0 && index.status !== 'ready')
    return 'The project is being read: what is there already is found.';
  return 'Press / and type words, a question, a symbol, a path or an error. lang:py path:app/ kind:class -word narrow it down.';
}

function noMatches(notes: readonly string[], { files }: CodeIndexState): StyledText {
  const first = files === 0 ? 'The index has no files yet.' : 'Nothing found: try other words, or fewer filters.';
  return [first, ...notes].join(' ');
}
