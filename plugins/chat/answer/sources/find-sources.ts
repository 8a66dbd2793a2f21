import { DevmgrError } from 'devmgr/plugin-api';
import type { AnswerEvent, AnswerRequest } from '../answer-event.js';
import type { AnswerParts } from '../answer-parts.js';
import { attachedQuery } from './attached-query.js';
import { callerSources } from './caller-sources.js';
import { neighbourSources } from './neighbour-sources.js';
import { pinnedSources } from './pinned-sources.js';
import { searchSources } from './search-sources.js';
import type { SourceCandidate } from './source-candidate.js';
import { withoutCovered } from './without-covered.js';

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
  const asked = { parts, signal };
  const notes: string[] = [];
  const attempt = async (what: string, find: () => Promise<readonly SourceCandidate[]>) => {
    try {
      return await find();
    } catch (error) {
      signal.throwIfAborted();
      notes.push(`${what}: ${reasonOf(error)}`);
      return [];
    }
  };
  const note = (message: string) => void notes.push(message);
  yield { type: 'step', step: { kind: 'searching' } };
  const pinned = await attempt('The pinned files could not be read', () => pinnedSources(request.pinned, asked, note));
  const found = await attempt('Code could not be searched', () =>
    searchSources([query, ...attachedQuery(request.attachments)], asked, note),
  );
  const callers = found.length === 0 ? [] : await attempt('Callers', () => callerSources(query, found, asked));
  const around = await attempt('Neighbours', () => neighbourSources(found, asked));
  for (const message of new Set(notes)) yield { type: 'note', message: parts.context.text.redact(message) };
  return withoutCovered([...pinned, ...found, ...callers, ...around]);
}

function reasonOf(error: unknown): string {
  if (DevmgrError.isInstance(error)) return [error.message, error.hint].filter(Boolean).join('. ');
  return error instanceof Error ? error.message : String(error);
}
