import { parseObject } from '../json/parse-object.js';
import { WireFormatError } from '../wire-format-error.js';
import type { WireContext, WirePart } from '../wire-format.js';
import { completionParts } from './completion-parts.js';

/** A `chat.completion`: servers that cannot stream answer so. */
export function readWhole(_context: WireContext, body: string): readonly WirePart[] {
  const parts = completionParts(parseObject(body));
  if (parts.some((part) => part.type === 'error')) return parts;
  if (!parts.some((part) => part.type === 'finish' || part.type === 'text')) {
    throw new WireFormatError('answered with JSON that is no chat completion');
  }
  return [...parts, { type: 'terminator' }];
}
