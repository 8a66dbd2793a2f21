import { DevmgrError } from 'devmgr/plugin-api';
import { exchange, type ExchangeEnd } from '../client/exchange.js';
import { headerValue } from '../client/header-value.js';

/** What a look for a document found. */
export interface FetchedPage {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly etag: string | undefined;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  /** It was longer than is read, or broke off. */
  readonly cut: string | undefined;
}

const MOST_BYTES = 32 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
/** Of the whole document: a server may send it a byte at a time. */
const MOST_MS = 20_000;

/**
 * Asks a server for a page. It is asked under the name of the probes: nobody's request, and none to be counted. What is longer than is read, or takes
 * longer than `mostMs`, is cut.
 */
export async function fetchPage(
  url: string,
  etag: string | undefined,
  signal: AbortSignal,
  {
    mostMs = MOST_MS,
    authorization,
  }: { readonly mostMs?: number | undefined; readonly authorization?: string | undefined } = {},
): Promise<FetchedPage> {
  const { origin, pathname, search } = new URL(url);
  const chunks: Uint8Array[] = [];
  let held = 0;
  const limit = new AbortController();
  let reason: string | undefined;
  const cut = (text: string) => {
    reason ??= text;
    limit.abort(new DevmgrError({ code: 'PLUGIN_SYSTEM_CALL_FAILED', message: `${origin}${pathname}: ${text}` }));
  };
  const timer = setTimeout(() => cut(`it was not there within ${mostMs / 1_000} s`), mostMs);
  const end = await exchange(
    {
      method: 'GET',
      origin,
      path: pathname + search,
      headers: [
        ['user-agent', 'devmgr-health-probe'],
        ['accept', 'application/json, text/html;q=0.5, */*;q=0.1'],
        ['accept-encoding', 'gzip, deflate, br'],
        ['connection', 'close'],
        ...(authorization === undefined ? [] : [['authorization', authorization] as const]),
        ...(etag === undefined ? [] : [['if-none-match', etag] as const]),
      ],
      body: undefined,
    },
    {
      signal: AbortSignal.any([signal, limit.signal]),
      timeoutMs: TIMEOUT_MS,
      onChunk(chunk) {
        chunks.push(chunk);
        held += chunk.length;
        if (held > MOST_BYTES) cut(`it has more than ${MOST_BYTES} bytes`);
      },
    },
  ).finally(() => clearTimeout(timer));
  signal.throwIfAborted();
  return { ...page(end, chunks), cut: reason ?? cutText(end) };
}

function page({ status, headers }: ExchangeEnd, chunks: readonly Uint8Array[]): Omit<FetchedPage, 'cut'> {
  return {
    status,
    bytes: Buffer.concat(chunks),
    etag: headerValue(headers, 'etag'),
    location: status >= 300 && status < 400 ? headerValue(headers, 'location') : undefined,
  };
}

function cutText({ cut }: ExchangeEnd): string | undefined {
  return cut === undefined || cut === 'stopped' ? cut : cut.message;
}

/** For people, why a server could not even be asked. */
export function failureText(error: unknown): { readonly message: string; readonly hint: string | undefined } {
  if (DevmgrError.isInstance(error)) return { message: error.message, hint: error.hint };
  return { message: error instanceof Error ? error.message : String(error), hint: undefined };
}
