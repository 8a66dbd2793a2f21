import { createReview } from '../../review/create-review.js';
import { diffHunks } from '../../review/diff-hunks.js';

const signs = { context: ' ', removed: '-', added: '+' } as const;

/** What was made of a text, as a diff with some lines around each change; empty where it is the same. */
export function changeText(before: string, after: string): string {
  const hunks = diffHunks(createReview({ path: '', before, after }));
  const parts = hunks.map(({ lines }) => {
    const first = lines.find(({ oldLine }) => oldLine !== undefined)?.oldLine ?? 1;
    return `@@ line ${first} @@\n${lines.map(({ kind, text }) => `${signs[kind]}${text}\n`).join('')}`;
  });
  return parts.join('');
}
