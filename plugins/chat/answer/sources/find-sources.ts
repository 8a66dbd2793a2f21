import type { AnswerEvent, AnswerRequest } from '../answer-event.js';
import type { AnswerParts } from '../answer-parts.js';
import { attachedQuery } from './attached-query.js';
import { callerSources } from './caller-sources.js';
import { conceptSources } from './concept-sources.js';
import { constantSources } from './constant-sources.js';
import { docSources } from './doc-sources.js';
import { importedSources } from './imported-sources.js';
import { literalSources } from './literal-sources.js';
import { neighbourSources } from './neighbour-sources.js';
import { pinnedSources } from './pinned-sources.js';
import { searchSources } from './search-sources.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';
import { withoutTranslations } from './translations.js';
import { valueSources } from './value-sources.js';
import { withoutCovered } from './without-covered.js';
import { errorSentences } from '../../index/embed/error-sentences.js';

export interface SourceQuestion {
  readonly request: AnswerRequest;
  /** The question as it stands alone. */
  readonly query: string;
  readonly signal: AbortSignal;
}

/**
 * The code that a question is about: what the person pinned, what the search finds, and what belongs to that, each in the order
 * of its worth. An index that fails is no reason to give no answer: then there are fewer sources, and a note says why.
 */
export async function* findSources(
  parts: AnswerParts,
  { request, query, signal }: SourceQuestion,
): AsyncGenerator<AnswerEvent, readonly SourceCandidate[], undefined> {
  const notes: string[] = [];
  const attempt = async (what: string, find: () => Promise<readonly SourceCandidate[]>) => {
    try {
      return await find();
    } catch (error) {
      signal.throwIfAborted();
      notes.push(`${what}: ${errorSentences(error)}`);
      return [];
    }
  };
  const note = (message: string) => void notes.push(message);
  yield { type: 'step', step: { kind: 'searching' } };
  const asked = { parts, signal, filters: await translationFilters(parts, request.question, signal) };
  const pinned = await attempt('The pinned files could not be read', () => pinnedSources(request.pinned, asked, note));
  const found = await attempt('Code could not be searched', () =>
    searchSources([query, ...attachedQuery(request.attachments)], asked, note),
  );
  const meant = await attempt('Not all was looked at', () => conceptSources(query, asked));
  const more = found.length === 0 ? [] : await attempt('Not all was looked at', () => moreSources(query, found, asked));
  for (const message of new Set(notes.filter((each) => !isIdle(each, meant.length > 0))))
    yield { type: 'note', message: parts.context.text.redact(message) };
  return byValue([...pinned, ...found, ...meant, ...more]);
}

/** One translation of a document is enough. */
async function translationFilters({ index }: AnswerParts, question: string, signal: AbortSignal): Promise<string> {
  try {
    const files = await index.files({ signal });
    const paths = files.map(({ path }) => path);
    return withoutTranslations(paths, question).join(' ');
  } catch {
    signal.throwIfAborted();
    // What is wrong with the index the search will say.
    return '';
  }
}

/** How far the index is was said before; that nothing has the words says little where the code is found that they mean. */
function isIdle(note: string, isMeantFound: boolean): boolean {
  return /^Still (?:indexing|looking)\b/.test(note) || (isMeantFound && note.startsWith('Nothing has these words'));
}

/** What belongs to the finds: documents, what is named as it is written, values, callers, imported files, the classes around. */
async function moreSources(
  query: string,
  found: readonly SourceCandidate[],
  asked: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  const bestScore = Math.max(...found.map(({ source }) => source.score));
  return [
    ...(await docSources(query, bestScore, asked)),
    ...(await literalSources(query, asked)),
    ...(await constantSources(query, found, asked)),
    ...(await valueSources(query, asked)),
    ...(await callerSources(query, found, asked)),
    ...(await importedSources(query, found, asked)),
    ...(await neighbourSources(found, asked)),
  ];
}

/** In one order, and with scores that say it. */
function byValue(candidates: readonly SourceCandidate[]): readonly SourceCandidate[] {
  const sorted = [...candidates].sort((a, b) => b.value - a.value);
  return withoutCovered(sorted).map(({ source, value }) => ({
    value,
    source: { ...source, score: Math.min(1, value) },
  }));
}
