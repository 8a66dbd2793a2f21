import type { Attachment } from '../../conversation/conversation.js';
import { parseQuery } from '../../index/query/parse-query.js';

/** An error tells at its end what happened, and in its last frames where. */
const mostCharacters = 8_000;

/** The name of a file after the change, and the first line of a piece of it. */
const diffLine = /^\+\+\+ b\/(\S{1,400})$|^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/gm;
const mostPlaces = 8;
/** That git shows before what has changed. */
const contextLines = 3;

/** What is attached as a query of its own, where that says of itself which code it is about: lines of an error with frames, a diff. */
export function attachedQuery(attachments: readonly Attachment[]): readonly string[] {
  return attachments.flatMap((attachment) => {
    if (attachment.kind !== 'text') return [];
    const text = attachment.text.slice(-mostCharacters);
    if (parseQuery(text).kind === 'trace') return [text];
    const places = changedPlaces(attachment.text);
    return places.length > 0 ? [places.join(' ')] : [];
  });
}

/** Where a diff in unified form (`git diff`) changes the files as they are now: `app/main.py:41`. */
function changedPlaces(text: string): readonly string[] {
  const places: string[] = [];
  let file: string | undefined;
  for (const [, path, line] of text.matchAll(diffLine)) {
    if (path !== undefined) file = path;
    else if (file !== undefined && places.length < mostPlaces) places.push(`${file}:${Number(line) + contextLines}`);
  }
  return places;
}
