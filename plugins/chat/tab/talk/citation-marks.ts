import type { MarkdownMark } from 'devmgr/plugin-api';
import type { Citation } from '../../citations/citation.js';
import type { AssistantMessage } from '../../conversation/conversation.js';
import { placeOf } from '../place-text.js';
import { writtenPlaces } from './written-places.js';

/** Good citations are links, bad ones are told. A place that is cited for two things is bad when one of them is. */
export function citationMarks({
  citations,
  text,
}: Pick<AssistantMessage, 'citations' | 'text'>): readonly MarkdownMark[] {
  const badLast = [...citations].sort((a, b) => Number(b.verified) - Number(a.verified));
  const marks = badLast.flatMap((citation) =>
    writtenPlaces(text, citation).map((place) => [place, markOf(place, citation)] as const),
  );
  return [...new Map(marks).values()];
}

/** The citation whose link was taken. */
export function citationOfLink(message: Pick<AssistantMessage, 'citations'>, link: string): Citation | undefined {
  return message.citations.find((citation) => citation.verified && placeOf(citation) === link);
}

function markOf(text: string, citation: Citation): MarkdownMark {
  const { verified, problem = 'not found' } = citation;
  if (!verified) return { text, style: 'error', sign: ` ✗ ${problem}` };
  return { text, style: 'link', sign: ' ✓', link: placeOf(citation) };
}
