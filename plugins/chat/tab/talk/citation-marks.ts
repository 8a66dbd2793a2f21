import type { MarkdownMark } from 'devmgr/plugin-api';
import type { Citation } from '../../citations/citation.js';
import type { AssistantMessage } from '../../conversation/conversation.js';
import { placeOf } from '../place-text.js';

/** Good citations are links, bad ones are told. */
export function citationMarks({ citations }: Pick<AssistantMessage, 'citations'>): readonly MarkdownMark[] {
  const marks = new Map(citations.map((citation) => [citation.written, markOf(citation)]));
  return [...marks.values()];
}

/** The citation whose link was taken. */
export function citationOfLink(message: Pick<AssistantMessage, 'citations'>, link: string): Citation | undefined {
  return message.citations.find((citation) => citation.verified && placeOf(citation) === link);
}

function markOf(citation: Citation): MarkdownMark {
  const { written, verified } = citation;
  if (!verified) return { text: written, style: 'error', sign: ' ✗ not found' };
  return { text: written, style: 'link', sign: ' ✓', link: placeOf(citation) };
}
