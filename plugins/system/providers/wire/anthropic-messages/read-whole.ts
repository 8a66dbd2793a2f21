import { parseObject } from '../json/parse-object.js';
import { wireError } from '../read-error.js';
import { WireFormatError } from '../wire-format-error.js';
import type { WireContext, WirePart } from '../wire-format.js';
import { blockParts } from './block-parts.js';
import { readUsage } from './read-usage.js';
import { stopReason } from './stop-reason.js';

/** A `message` with all its blocks: proxies that cannot stream answer so. */
export function readWhole(_context: WireContext, body: string): readonly WirePart[] {
  const message = parseObject(body);
  if (message.string('type') === 'error' || message.fields('error')) {
    return [{ type: 'error', error: wireError(message) }];
  }
  if (!message.list('content')) throw new WireFormatError('answered with JSON that is no message');
  return [
    ...message.objects('content').flatMap(blockParts),
    ...stopReason(message.text('stop_reason')),
    ...readUsage(message.fields('usage')),
    { type: 'terminator' },
  ];
}
