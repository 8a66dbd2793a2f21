import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatSource } from '../conversation/conversation.js';
import { redactedLines } from '../prompt/redacted-lines.js';
import type { AnswerEvent, AnswerRequest } from './answer-event.js';
import type { AnswerParts } from './answer-parts.js';
import { prepareIndex } from './prepare-index.js';

/** Pieces that a question is answered from; what matters of them is chosen by the prompt. */
const mostMatches = 12;

/**
 * The code that the question is about, best first, without secrets. Tells what it does meanwhile. An index that cannot be
 * asked is no reason to give no answer: then there are no sources, and a note says why.
 */
export async function* findSources(
  parts: AnswerParts,
  request: AnswerRequest,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, readonly ChatSource[], undefined> {
  if (!request.usesCode) return [];
  const isReady = yield* prepareIndex(parts, signal);
  if (!isReady) return [];
  yield { type: 'step', step: { kind: 'searching' } };
  try {
    const result = await parts.index.search(request.question, { limit: mostMatches, signal });
    for (const message of result.notes) yield { type: 'note', message };
    return result.matches.map((match) => sourceOf(match, parts));
  } catch (error) {
    signal.throwIfAborted();
    yield { type: 'note', message: `Code could not be searched: ${reasonOf(error)}` };
    return [];
  }
}

function sourceOf(match: CodeMatch, { context }: AnswerParts): ChatSource {
  const { path, startLine, endLine, symbol, language, score, reasons } = match;
  const text = redactedLines(match.text, context.text.redact);
  return { path, startLine, endLine, text, symbol, language, score, origin: 'search', reasons };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
