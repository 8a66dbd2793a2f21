import type { ServerSentEvent } from '../../transport/server-sent-event.js';
import type { Fields } from '../../json/fields.js';
import { parseObject } from '../json/parse-object.js';
import { wireError } from '../read-error.js';
import type { WireContext, WirePart } from '../wire-format.js';
import { blockParts } from './block-parts.js';
import { readUsage } from './read-usage.js';
import { stopReason } from './stop-reason.js';

/** `ping`, `content_block_stop` and what is not known say nothing. */
const readers: Readonly<Record<string, (event: Fields) => readonly WirePart[]>> = {
  message_start: (event) => readUsage(event.fields('message')?.fields('usage')),
  content_block_start: (event) => blockParts(event.fields('content_block')),
  content_block_delta: (event) => blockParts(event.fields('delta')),
  message_delta: (event) => [
    ...stopReason(event.fields('delta')?.text('stop_reason')),
    ...readUsage(event.fields('usage')),
  ],
  message_stop: () => [{ type: 'terminator' }],
  error: (event) => [{ type: 'error', error: wireError(event) }],
};

/** One event; its kind is in the data, and again in the event's name. */
export function readEvent(_context: WireContext, event: ServerSentEvent): readonly WirePart[] {
  if (event.data.trim() === '') return [];
  // Proxies in front of other models end a stream in the manner of OpenAI; here it means nothing.
  if (event.data.trim() === '[DONE]') return [];
  const fields = parseObject(event.data);
  const kind = fields.text('type') ?? event.event ?? '';
  return Object.hasOwn(readers, kind) ? (readers[kind]?.(fields) ?? []) : [];
}
