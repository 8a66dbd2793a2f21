import type { ServerSentEvent } from '../../transport/server-sent-event.js';
import { parseObject } from '../json/parse-object.js';
import { readError } from '../read-error.js';
import type { WireContext, WirePart } from '../wire-format.js';
import { completionParts } from './completion-parts.js';

/** One event: a `chat.completion.chunk`, an error, or `[DONE]`. */
export function readEvent({ definition }: WireContext, event: ServerSentEvent): readonly WirePart[] {
  const data = event.data.trim();
  if (data === '') return [];
  if (data === '[DONE]') return [{ type: 'terminator' }];
  if (event.event === 'error') return [{ type: 'error', error: readError(data) }];
  const parts = completionParts(parseObject(data));
  const isEnd = definition.quirks?.terminator === 'finish-reason' && parts.some((part) => part.type === 'finish');
  return isEnd ? [...parts, { type: 'terminator' }] : parts;
}
