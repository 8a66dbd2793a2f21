import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { FailureContext } from '../failures/failure-context.js';
import { responseError } from '../failures/response-error.js';
import type { HttpResponse, HttpTimeouts } from '../transport/http-client.js';
import type { WireError, WireRequest } from '../wire/wire-format.js';
import { wireFormats } from '../wire/wire-formats.js';
import { askedThroughHeader } from './asked-through.js';
import type { HttpProviderOptions } from './http-provider-options.js';

/** Of a body that says what went wrong this much is read, in bytes, and that much is logged, in characters. */
const READ_LIMIT = 64 * 1024;
const LOG_LIMIT = 4 * 1024;

type Sender = Pick<HttpProviderOptions, 'client' | 'host'>;

/** Sends what a wire format made. Rejects as `HttpClient.send` does. */
export function sendWire(
  { client, host }: Sender,
  { notes, body, headers, ...request }: WireRequest,
  signal: AbortSignal,
  timeouts: HttpTimeouts,
): Promise<HttpResponse> {
  for (const note of notes) host.log.debug(note);
  const sent = { ...request, headers: { ...headers, ...askedThroughHeader() } };
  return client.send({ ...sent, ...(body === undefined ? {} : { body }), signal, timeouts });
}

export function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** The beginning of the body of a response that is no success; it goes to the log. */
export async function readErrorBody(
  { host, definition }: Pick<HttpProviderOptions, 'host' | 'definition'>,
  response: HttpResponse,
): Promise<string> {
  const body = await response.text(READ_LIMIT);
  // Cleaned first: a secret that was cut in two would not be recognised.
  const shown = host.clean(body).slice(0, LOG_LIMIT);
  host.log.debug(`${definition.id}: status ${response.status}${shown === '' ? ' without a body' : `: ${shown}`}`);
  return body;
}

/** What a response that is no success says. */
export async function readWireError(
  options: Pick<HttpProviderOptions, 'host' | 'definition'>,
  response: HttpResponse,
): Promise<WireError> {
  return wireFormats[options.definition.wireFormat].readError(await readErrorBody(options, response));
}

/** The error of a response that is no success. */
export async function readResponseError(
  options: Pick<HttpProviderOptions, 'host' | 'definition'>,
  context: FailureContext,
  response: HttpResponse,
): Promise<AiError> {
  return responseError(context, response, await readWireError(options, response));
}
