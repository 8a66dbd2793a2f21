import type { TextTools } from 'devmgr/plugin-api';
import type { ApiAnswer } from '../servers/client/api-answer.js';
import type { ApiRequest } from '../servers/client/api-request.js';
import { maskedHeaders } from '../servers/client/masked-headers.js';
import { prettyJson } from '../servers/client/pretty-json.js';
import { isText, textDecoder } from '../servers/client/answer-body.js';
import { maskedPath } from '../servers/client/masked-path.js';
import { headerValue } from '../servers/client/header-value.js';
import { withoutSecrets } from '../servers/client/without-secrets.js';

/** `200 OK · 12 ms (first byte 11 ms) · 1234 bytes · application/json`, and what else there is to say; lines for stderr. */
export function answerLines(
  request: ApiRequest,
  answer: ApiAnswer,
  output: string | undefined,
  text: TextTools,
): string {
  const { status, reason, body, cut, redirect, hops, wireBytes, headers } = answer;
  const type = headerValue(headers, 'content-type');
  const times = `${ms(answer.totalMs)} (first byte ${ms(answer.firstByteMs)})`;
  const lines = [
    ...hops.map((hop) => `${hop.status} to ${hop.location}`),
    [`${status} ${reason}`.trim(), times, `${wireBytes} bytes`, ...(type === undefined ? [] : [type])].join(' · '),
    ...(redirect ? [redirectLine(redirect)] : []),
    ...(cut === undefined ? [] : [`! ${cut === 'stopped' ? 'stopped before its end' : `not whole: ${cut.message}`}`]),
    ...(body.kind === 'binary' && output === undefined ? ['! no text: write it into a file with -o FILE'] : []),
    ...(lacksBody(request, answer) ? ['! it was sent without a body: give it with -d, -d - for what is piped in'] : []),
    ...(output === undefined ? [] : [`written to ${output}`]),
  ];
  return lines.map((line) => `${text.redact(text.clean(line))}\n`).join('');
}

/** Nobody looks into a pipe that was not asked for: it may be that of a script. */
function lacksBody({ method, body }: ApiRequest, { status }: ApiAnswer): boolean {
  return body === undefined && /^(?:POST|PUT|PATCH)$/.test(method) && [400, 411, 415, 422].includes(status);
}

function redirectLine({ location, isOwn }: NonNullable<ApiAnswer['redirect']>): string {
  return isOwn ? `! redirects to ${location}: follow it with -L` : `! redirects to ${location}, another server`;
}

/**
 * The answer as one JSON document on one line. `url`: of the server; the document has the whole one. A body of JSON stands in it as the server wrote
 * it, with every digit; text as a string; anything else in base64. Secrets of the request and secret headers are `***`.
 */
export function answerDocument(server: string, url: string, request: ApiRequest, answer: ApiAnswer): string {
  const { status, reason, headers, wireBytes, cut, redirect, hops, isTooBig } = answer;
  const head = JSON.stringify({
    server,
    request: {
      method: request.method,
      path: withoutSecrets(request, '***').path,
      url: url + maskedPath(request),
      headers: maskedHeaders(request.headers),
    },
    status,
    reason,
    headers: maskedHeaders(headers),
    firstByteMs: rounded(answer.firstByteMs),
    totalMs: rounded(answer.totalMs),
    bytes: wireBytes,
    ...(hops.length > 0 && { hops }),
    ...(redirect && { redirect: redirect.location }),
    ...(cut !== undefined && { incomplete: cut === 'stopped' ? cut : cut.message }),
    ...(isTooBig && { incomplete: 'too big' }),
  });
  return `${head.slice(0, -1)},${bodyField(answer)}}`;
}

function bodyField({ body, headers, bytes }: ApiAnswer): string {
  if (body.kind === 'empty') return '"body":null';
  const contentType = headerValue(headers, 'content-type') ?? '';
  if (!isText(contentType, bytes)) return `"bodyBase64":${JSON.stringify(Buffer.from(bytes).toString('base64'))}`;
  const text = textDecoder(contentType).decode(bytes);
  // Between its values JSON has blanks and newlines, within them none.
  if (body.kind === 'text' && body.language === 'json' && isStrictJson(text))
    return `"body":${text.replace(/[\r\n]+/g, ' ').trim()}`;
  return `"body":${JSON.stringify(text)}`;
}

function isStrictJson(text: string): boolean {
  if (prettyJson(text) === undefined) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function ms(value: number): string {
  return value >= 10 ? `${Math.round(value)} ms` : `${rounded(value)} ms`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
