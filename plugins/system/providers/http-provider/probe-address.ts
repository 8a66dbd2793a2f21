import type { AiModelInfo, AiError } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Endpoint } from '../configuration/endpoint.js';
import { absenceOf } from '../failures/absence-of.js';
import { responseError } from '../failures/response-error.js';
import { HttpFailure } from '../transport/http-failure.js';
import type { HttpResponse, HttpTimeouts } from '../transport/http-client.js';
import { Fields } from '../json/fields.js';
import { WireFormatError } from '../wire/wire-format-error.js';
import { wireFormats } from '../wire/wire-formats.js';
import { absent, absentAfter, moved, type Absent } from './absent.js';
import { failureContext } from './failure-context.js';
import type { HttpProviderOptions } from './http-provider-options.js';
import { listModels } from './list-models.js';
import { isSuccess, readErrorBody, sendWire } from './send-wire.js';

/** What answers at one address. */
export type AddressFinding =
  | { readonly kind: 'found'; readonly models: readonly AiModelInfo[]; readonly latencyMs: number }
  /** It is the provider, and it does not let us in: a key that is refused, too many requests. */
  | { readonly kind: 'refused'; readonly error: AiError }
  | Absent;

/** Generous: what ends a look is the limit for the whole of it. */
const TIMEOUTS: HttpTimeouts = { connect: 8_000, firstByte: 8_000, idle: 8_000 };
const NO_ENTRY: readonly number[] = [401, 403, 407];
const REFUSALS: readonly number[] = [...NO_ENTRY, 429];

/**
 * Asks one address whether the provider is there, with requests that cost no tokens. That something answers is not enough:
 * the ports of local servers are also where people's own applications listen. Rejects only when `signal` was aborted by
 * somebody who does not want to know any more.
 */
export async function probeAddress(
  options: HttpProviderOptions,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<AddressFinding> {
  try {
    const sick = options.definition.healthPath === undefined ? undefined : await askHealth(options, endpoint, signal);
    if (sick) return sick;
    const listed = await listModels(options, endpoint, signal, TIMEOUTS);
    return 'models' in listed ? { kind: 'found', ...listed } : await judge(options, endpoint, listed);
  } catch (error) {
    const context = failureContext(options, endpoint, undefined, []);
    if (error instanceof HttpFailure) return absent(context, error.message, absenceOf(error));
    if (error instanceof WireFormatError) return absent(context, error.message, 'other-server');
    throw error;
  }
}

/** Why the server is not in order; without a key, because nobody knows yet who listens there. */
async function askHealth(
  options: HttpProviderOptions,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Absent | undefined> {
  const { baseUrl, otherBaseUrls } = endpoint;
  const context = failureContext(options, endpoint, undefined, []);
  const url = new URL(options.definition.healthPath ?? '/', baseUrl).href;
  const request = { method: 'GET', url, headers: {}, body: undefined, notes: [] } as const;
  const response = await sendWire(options, request, signal, TIMEOUTS);
  // A proxy before it asks for the key on every path: whether ours is right shows at the list.
  const asksForKey = NO_ENTRY.includes(response.status) && otherBaseUrls.length === 0;
  if (isSuccess(response) || asksForKey) return void (await response.text(0));
  return absentAfter(context, { status: response.status, body: await readErrorBody(options, response) }, url);
}

async function judge(
  options: HttpProviderOptions,
  endpoint: Endpoint,
  response: HttpResponse,
): Promise<AddressFinding> {
  const body = await readErrorBody(options, response);
  const isRefusal = REFUSALS.includes(response.status) && isOfProvider(options.definition, endpoint, body);
  const context = failureContext(options, endpoint, undefined, []);
  const location = response.status >= 300 && response.status < 400 ? response.header('location') : undefined;
  if (location !== undefined) return moved(context, location);
  if (!isRefusal) return absentAfter(context, { status: response.status, body });
  return {
    kind: 'refused',
    error: responseError(context, response, wireFormats[options.definition.wireFormat].readError(body)),
  };
}

/**
 * Whether a refusal is the provider's own. An application of the person's may ask for a password, too: where nobody named
 * the address it is believed after a health path has answered, or when it is told as model servers tell errors.
 */
function isOfProvider(definition: AiProviderDefinition, { baseUrl, otherBaseUrls }: Endpoint, body: string): boolean {
  if (definition.kind === 'cloud' || definition.healthPath !== undefined) return true;
  const isNamed = otherBaseUrls.length === 0 && baseUrl !== definition.baseUrl;
  return isNamed || hasErrorMember(body);
}

/** `{"error": ...}`, as OpenAI's format has it; FastAPI says `{"detail": ...}`. */
function hasErrorMember(body: string): boolean {
  try {
    return Fields.of(JSON.parse(body))?.value('error') !== undefined;
  } catch {
    return false;
  }
}
