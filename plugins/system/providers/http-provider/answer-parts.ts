import type { AiModelInfo, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import { brokenStream } from '../failures/broken-stream.js';
import type { FailureContext } from '../failures/failure-context.js';
import { streamError } from '../failures/stream-error.js';
import type { HttpResponse } from '../transport/http-client.js';
import { HttpFailure } from '../transport/http-failure.js';
import { readEvents } from '../transport/read-events.js';
import { WireFormatError } from '../wire/wire-format-error.js';
import type { WireContext, WireFormat, WirePart } from '../wire/wire-format.js';
import { wireFormats } from '../wire/wire-formats.js';
import type { AnswerTally } from './answer-tally.js';
import type { HttpProviderOptions } from './http-provider-options.js';
import { isSuccess, readResponseError, sendWire } from './send-wire.js';

/** An answer that comes whole is read up to this size, in bytes. */
const WHOLE_LIMIT = 16 * 1024 * 1024;
/** In characters, thoughts included: some million tokens. No model says more; what goes on is a server that does not end. */
const MOST_CHARACTERS = 16_000_000;

export interface Ask {
  readonly options: HttpProviderOptions;
  readonly wire: WireContext;
  /** Made when it is needed: which models there are may have been learnt meanwhile. */
  failure(): FailureContext;
  readonly model: AiModelInfo;
  readonly request: AiRequest;
  readonly signal: AbortSignal;
  readonly tally: AnswerTally;
  /** The response is there: its headers say when to ask again. */
  onResponse(response: HttpResponse): void | Promise<void>;
}

export type AnswerPart = { readonly type: 'text-delta' | 'reasoning-delta'; readonly text: string };

/**
 * Sends one request and gives what is said, as it comes. Ends when the provider says that the answer is complete, and throws
 * otherwise: an `AiError`, or what `HttpClient` and `WireFormat` throw.
 */
export async function* answerParts(ask: Ask): AsyncGenerator<AnswerPart, void, undefined> {
  const { options, wire, failure, tally, signal } = ask;
  let left = MOST_CHARACTERS;
  for await (const parts of wireParts(ask, await send(ask))) {
    for (const part of parts) {
      if (part.type === 'terminator') return;
      if (part.type === 'usage') tally.count(part.usage);
      else if (part.type === 'finish') tally.reason = part.reason;
      else if (part.type === 'error') throw streamError(failure(), part.error);
      else if ((left -= part.text.length) < 0) throw tooLong();
      else if (part.text !== '') yield { type: `${part.type}-delta`, text: part.text };
      signal.throwIfAborted();
    }
  }
  options.host.log.debug(`${wire.definition.id}: the stream ended without its terminator`);
  throw brokenStream(failure());
}

async function send({ options, wire, failure, model, request, signal, onResponse }: Ask): Promise<HttpResponse> {
  const { timeouts } = options.settings();
  const response = await sendWire(options, formatOf(wire).chatRequest(wire, model, request), signal, timeouts);
  await onResponse(response);
  if (!isSuccess(response)) throw await readResponseError(options, failure(), response);
  return response;
}

/** Of the events as they come; some servers answer whole though a stream was asked for. */
async function* wireParts({ wire }: Ask, response: HttpResponse): AsyncGenerator<readonly WirePart[], void, undefined> {
  const format = formatOf(wire);
  const contentType = response.header('content-type') ?? '';
  if (/\bjson\b/i.test(contentType)) {
    yield format.readWhole(wire, await response.text(WHOLE_LIMIT));
    return;
  }
  let isStream = false;
  for await (const event of readEvents(response.body)) {
    isStream = true;
    yield format.readEvent(wire, event);
  }
  if (!isStream && /\bhtml\b/i.test(contentType)) throw new WireFormatError('answered with a web page');
}

function tooLong(): HttpFailure {
  return new HttpFailure('too-large', `the answer has more than ${MOST_CHARACTERS / 1_000_000} million characters`);
}

function formatOf({ definition }: WireContext): WireFormat {
  return wireFormats[definition.wireFormat];
}
