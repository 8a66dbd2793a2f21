import { findCitations, type WrittenCitation } from './find-citations.js';

/** The places that an answer names, in its order, every one once. */
export function distinctCitations(answer: string): readonly WrittenCitation[] {
  const named = new Map(
    findCitations(answer).map((citation) => [`${citation.written}\n${citation.symbol ?? ''}`, citation]),
  );
  return [...named.values()].sort((a, b) => a.from - b.from);
}
