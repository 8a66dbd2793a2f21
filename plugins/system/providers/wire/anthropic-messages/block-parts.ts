import type { Fields } from '../../json/fields.js';
import type { WirePart } from '../wire-format.js';

/** A content block or a piece of one: `text` or `thinking`. Signatures, citations and tools say nothing here. */
export function blockParts(block: Fields | undefined): readonly WirePart[] {
  const thinking = block?.text('thinking');
  if (thinking !== undefined) return [{ type: 'reasoning', text: thinking }];
  const text = block?.text('text');
  return text === undefined ? [] : [{ type: 'text', text }];
}
