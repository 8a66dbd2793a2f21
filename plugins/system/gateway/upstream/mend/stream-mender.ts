import { Fields } from '../../../providers/json/fields.js';
import type { ReadEvent } from '../stream/events-of.js';
import type { StreamMender } from '../stream/pass-through.js';
import { mendedChunk, type MendNames } from './mend-answer.js';

/** Calls of tools differ most from server to server. */
const CALLS = /"tool_calls"|"function_call"/;

/**
 * Mends the chunks of one stream. Chunks of a server are all alike: while none of those that are looked at was wrong, the others go on unread.
 */
export function streamMender(names: MendNames): StreamMender {
  let isOff = false;
  return {
    mayMatter: (text) => isOff || CALLS.test(text),
    mended({ data, block }: ReadEvent) {
      const chunk = data.trim() === '[DONE]' ? undefined : Fields.parse(data)?.members();
      if (!chunk) return block;
      const made = mendedChunk(chunk, names);
      if (made === chunk) return block;
      isOff = true;
      return `data: ${JSON.stringify(made)}\n\n`;
    },
  };
}
