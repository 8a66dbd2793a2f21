import type { Attachment } from '../../conversation/conversation.js';
import { parseQuery } from '../../index/query/parse-query.js';

/** An error tells at its end what happened, and in its last frames where. */
const mostCharacters = 8_000;

/** What is attached as a query of its own, where that says of itself which code it is about: lines of an error with frames. */
export function attachedQuery(attachments: readonly Attachment[]): readonly string[] {
  return attachments.flatMap((attachment) => {
    if (attachment.kind !== 'text') return [];
    const text = attachment.text.slice(-mostCharacters);
    return parseQuery(text).kind === 'trace' ? [text] : [];
  });
}
