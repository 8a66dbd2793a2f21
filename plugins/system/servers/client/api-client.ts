import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { answerBody } from './answer-body.js';
import { AnswerCollector, MOST_HELD } from './answer-collector.js';
import type { AnswerObserver, ApiAnswer } from './api-answer.js';
import type { ApiRequest } from './api-request.js';
import { exchange, type ExchangeEnd, type ExchangeRequest } from './exchange.js';
import { headerValue } from './header-value.js';
import { preparedRequest, type PreparationParts } from './prepared-request.js';

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Until the answer begins; default thirty seconds. */
  readonly timeoutMs?: number | undefined;
  /** Redirects to the same server are followed. */
  readonly follows?: boolean | undefined;
  readonly observer?: AnswerObserver | undefined;
}

/** Sends requests to one server, and to no other. */
export interface ApiClient {
  /**
   * Rejects with a `DevmgrError` for a request that cannot be sent or gets no answer, and with the signal's reason when it is aborted before
   * the answer has begun; after that what has come is the answer.
   */
  send(request: ApiRequest, options: SendOptions): Promise<ApiAnswer>;
}

const TIMEOUT_MS = 30_000;
const MOST_HOPS = 10;
const TOO_BIG = { message: `it has more than ${MOST_HELD / 1024 / 1024} MB` };

/** Makes the client of a server. `parts.url` may have a path: it stands before that of every request. */
export function createApiClient(parts: PreparationParts): ApiClient {
  return {
    async send(request, options) {
      let next = await preparedRequest(request, parts);
      const hops: ApiAnswer['hops'][number][] = [];
      for (;;) {
        const answer = await sendOnce(next, options, hops);
        const { redirect } = answer;
        if (!options.follows || !redirect?.isOwn) return answer;
        if (hops.length >= MOST_HOPS) throw tooManyHops(next, redirect.location);
        hops.push({ status: answer.status, location: redirect.location });
        next = redirected(next, answer.status, redirect.location);
      }
    },
  };
}

async function sendOnce(
  request: ExchangeRequest,
  { signal, timeoutMs = TIMEOUT_MS, follows, observer = {} }: SendOptions,
  hops: ApiAnswer['hops'],
): Promise<ApiAnswer> {
  const limit = new AbortController();
  let collector = new AnswerCollector(observer);
  const end = await exchange(request, {
    signal: AbortSignal.any([signal, limit.signal]),
    timeoutMs,
    onHead(head) {
      // Nobody wants to see an answer that only says where to go.
      const isStep = follows && redirectOf(head, request)?.isOwn;
      if (isStep) collector = new AnswerCollector({});
      collector.head(head);
    },
    async onChunk(chunk) {
      await collector.chunk(chunk);
      if (collector.isTooBig && collector.isLimited) limit.abort();
    },
  });
  const bytes = collector.bytes();
  return {
    ...end,
    cut: limit.signal.aborted && !signal.aborted ? TOO_BIG : end.cut,
    body: answerBody(end.headers, bytes),
    redirect: redirectOf(end, request),
    hops: [...hops],
    bytes,
    isTooBig: collector.isTooBig,
  };
}

function redirectOf(
  { status, headers }: Pick<ExchangeEnd, 'status' | 'headers'>,
  { origin, path }: ExchangeRequest,
): ApiAnswer['redirect'] {
  const location = headerValue(headers, 'location');
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const base = `${origin}${path}`;
  return { location, isOwn: URL.canParse(location, base) && new URL(location, base).origin === origin };
}

function tooManyHops({ method, origin }: ExchangeRequest, location: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_CALL_FAILED',
    message: `${method} at ${origin} was redirected more than ${MOST_HOPS} times, at last to ${location}`,
    hint: 'The server may send it in a circle: do not follow redirects to see the first of them',
    exitCode: ExitCode.notGood,
  });
}

/** 307 and 308 send the same again; after the others it is a GET without a body, as browsers do. */
function redirected(request: ExchangeRequest, status: number, location: string): ExchangeRequest {
  const { pathname, search } = new URL(location, `${request.origin}${request.path}`);
  const path = pathname + search;
  const stays = status === 307 || status === 308 || request.method === 'GET' || request.method === 'HEAD';
  if (stays) return { ...request, path };
  const headers = request.headers.filter(([name]) => !/^content-/i.test(name));
  return { ...request, method: 'GET', path, headers, body: undefined };
}
