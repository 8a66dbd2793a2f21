import type { AssistantMessage } from '../conversation/conversation.js';
import { mostCitations } from './check-citations.js';
import { distinctCitations } from './distinct-citations.js';

/** How many places an answer names beyond those that were checked: none, unless they are very many. */
export function uncheckedCitations({ text, citations }: Pick<AssistantMessage, 'text' | 'citations'>): number {
  return citations.length < mostCitations ? 0 : Math.max(0, distinctCitations(text).length - citations.length);
}
