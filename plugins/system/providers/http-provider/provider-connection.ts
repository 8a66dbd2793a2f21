import type { AiError, AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Endpoint, MissingEndpoint } from '../configuration/endpoint.js';
import { brokenStream } from '../failures/broken-stream.js';
import { responseError } from '../failures/response-error.js';
import { streamError } from '../failures/stream-error.js';
import type { HttpRequest, HttpResponse, HttpTimeouts } from '../transport/http-client.js';
import type { WireContext, WireError } from '../wire/wire-format.js';
import { wireFormats } from '../wire/wire-formats.js';
import { anthropicHeaders } from '../wire/anthropic-messages/anthropic-headers.js';
import { anthropicUrl } from '../wire/anthropic-messages/anthropic-url.js';
import { endpointUrl } from '../wire/endpoint-url.js';
import { bearerHeaders } from '../wire/openai-chat/bearer-headers.js';
import type { AskOptions } from './ask-options.js';
import { enterProvider, type Entry } from './enter-provider.js';
import type { Place, ProviderCore } from './provider-core.js';
import { isOwnAddress } from './is-own-address.js';
import { noModelError } from './no-model-error.js';
import { retryPlan, type Failed } from './retry-plan.js';
import { readErrorBody } from './send-wire.js';
import { toAiError } from './to-ai-error.js';

const OWN_ADDRESS_MS = 1_000;
/** So soon a changed `.env` or setting counts; what the screen or an event tells counts at once. */
const PLACE_MS = 200;

/** Paths that are asked again and again; those of files and jobs are each asked once. */
const MOST_KNOWN = 20;
const LONGEST_KNOWN = 40;

/** What requests to an endpoint have in common. */
interface Address {
  /** Headers that enter it. */
  readonly own: Readonly<Record<string, string>>;
  readonly urls: Map<string, string>;
}

/** A request to a provider's API in its own words. */
export interface ProviderRequest {
  readonly method: Exclude<HttpRequest['method'], 'HEAD'>;
  /** After the base URL: `/files`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Beside those that enter the provider, which they do not replace. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: HttpRequest['body'];
  /** See `HttpRequest.isOnce`. */
  readonly isOnce?: boolean | undefined;
  /** See `HttpRequest.isDirect`. */
  readonly isDirect?: boolean | undefined;
  /** Named in errors. */
  readonly modelId?: string | undefined;
}

/** What a provider said, and what is needed to tell its failures. */
export interface ProviderResponse extends HttpResponse {
  readonly endpoint: Endpoint;
}

/**
 * Requests to the API of a provider over HTTP that are not devmgr's questions: those of the gateway and of fine-tuning. Address, key, proxies
 * and refusals are those of every request to it.
 */
export class ProviderConnection {
  readonly #core: ProviderCore;
  readonly #entries = new WeakMap<Endpoint, Entry>();
  readonly #addresses = new WeakMap<Endpoint, Address>();
  #lookedAt = -Infinity;
  #timeouts: HttpTimeouts | undefined;
  #ownAddress: { readonly baseUrl: string; readonly at: number; readonly isOwn: Promise<boolean> } | undefined;

  constructor(core: ProviderCore) {
    this.#core = core;
  }

  get definition(): AiProviderDefinition {
    return this.#core.options.definition;
  }

  /** Those of the settings. */
  get timeouts(): HttpTimeouts {
    this.#lookNowAndThen();
    return (this.#timeouts ??= this.#core.options.settings().timeouts);
  }

  /** Where requests go now, or why they cannot; no request goes out. */
  endpoint(): Endpoint | MissingEndpoint {
    return this.#place().endpoint;
  }

  /** For what depends on address and model: `tokenField`, `samplingParameters`. */
  context(endpoint: Endpoint): WireContext {
    return { definition: this.definition, endpoint };
  }

  modelInfo(modelId: string): AiModelInfo {
    return this.#core.modelInfo(modelId);
  }

  /** The model of a request that names none; `undefined`: nobody knows. Looks at the provider when nobody has. */
  async defaultModel(signal: AbortSignal): Promise<string | undefined> {
    if (this.#core.mustLook(undefined)) await this.#core.look(signal);
    return this.#core.state.get().defaultModel;
  }

  /**
   * Any status is an answer: see `failure`. Rejects with an `AiError` when a key, an address or the server is missing, and with the signal's
   * reason. `timeouts`: default those of the settings.
   */
  async send(
    request: ProviderRequest,
    options: { readonly signal: AbortSignal; readonly timeouts?: HttpTimeouts | undefined },
  ): Promise<ProviderResponse> {
    const { client } = this.#core.options;
    const { signal, timeouts = this.timeouts } = options;
    if (this.#core.mustLook(request.modelId ?? '')) await this.#core.look(signal);
    const entry = await enterProvider(this.#core, request.modelId, {
      place: this.#place(),
      isOwn: (endpoint) => this.#isOwn(endpoint),
    });
    const { endpoint } = entry;
    this.#entries.set(endpoint, entry);
    const { method, body, isDirect, isOnce = false } = request;
    try {
      const sent = { method, url: this.#url(endpoint, request), headers: this.#headers(endpoint, request) };
      const response = await client.send({
        ...sent,
        ...(body !== undefined && { body }),
        isDirect,
        isOnce,
        signal,
        timeouts,
      });
      return Object.assign(response, { endpoint });
    } catch (error) {
      throw this.explain(error, { endpoint, modelId: request.modelId });
    }
  }

  /** Why `defaultModel` gave none. */
  noModel(): AiError {
    return noModelError(this.definition, this.#core.state.get());
  }

  /** The error of a response that is no success, with what its body says. `body`: when it has been read. */
  async failure(response: ProviderResponse, modelId?: string, body?: string): Promise<AiError> {
    body ??= await this.errorBody(response);
    const wire = wireFormats[this.definition.wireFormat].readError(body);
    return responseError(this.#core.context(response.endpoint, modelId), response, wire);
  }

  /** The beginning of the body of a response that is no success; it goes to the log, masked. Secrets may be in it. */
  errorBody(response: ProviderResponse): Promise<string> {
    return readErrorBody(this.#core.options, response);
  }

  /** The error that a provider told inside a stream; `undefined`: the stream ended before it was complete. */
  streamFailure(
    wire: WireError | undefined,
    about: { readonly endpoint: Endpoint; readonly modelId?: string | undefined },
  ): AiError {
    const context = this.#core.context(about.endpoint, about.modelId);
    return wire ? streamError(context, wire) : brokenStream(context);
  }

  /** Milliseconds until the same request is sent again; `undefined`: it is not. */
  retryIn(failed: Failed, options: Pick<AskOptions, 'patience'> = {}): number | undefined {
    return retryPlan(this.#core.options, options, failed);
  }

  /** What sending or reading failed with, as an `AiError` where it is of the transport or of the format. */
  explain(error: unknown, about: { readonly endpoint: Endpoint; readonly modelId?: string | undefined }): unknown {
    return toAiError(error, this.#core.context(about.endpoint, about.modelId));
  }

  /** A good answer came: what was known of limits is over. */
  answered({ endpoint }: { readonly endpoint: Endpoint }): void {
    const entry = this.#entries.get(endpoint);
    if (entry) this.#core.answered(entry);
  }

  /** It failed for good: limits and refusals are remembered and shown. */
  failed({ endpoint }: { readonly endpoint: Endpoint }, error: AiError): void {
    const entry = this.#entries.get(endpoint);
    if (entry) this.#core.failed(entry, error);
  }

  #place(): Place {
    this.#lookNowAndThen();
    return this.#core.knownPlace;
  }

  /** Reads `.env`, settings and choices, which for many requests is enough a few times a second. */
  #lookNowAndThen(): void {
    const now = performance.now();
    if (now < this.#lookedAt + PLACE_MS) return;
    this.#lookedAt = now;
    this.#timeouts = undefined;
    this.#core.reconsider();
  }

  /** Finding out reads the records of all servers: for many requests one look a second is enough. */
  #isOwn(endpoint: Endpoint): Promise<boolean> {
    const { options } = this.#core;
    const now = options.host.now();
    const known = this.#ownAddress;
    if (known?.baseUrl === endpoint.baseUrl && now >= known.at && now < known.at + OWN_ADDRESS_MS) return known.isOwn;
    const isOwn = isOwnAddress(options, endpoint);
    this.#ownAddress = { baseUrl: endpoint.baseUrl, at: now, isOwn };
    return isOwn;
  }

  #url(endpoint: Endpoint, { path, query }: ProviderRequest): string {
    const known = query === undefined && path.length <= LONGEST_KNOWN ? this.#address(endpoint).urls : undefined;
    const before = known?.get(path);
    if (before !== undefined) return before;
    const { baseUrl } = endpoint;
    const url = this.#isAnthropic() ? anthropicUrl(baseUrl, path, query) : endpointUrl(baseUrl, path, query);
    if (known && known.size < MOST_KNOWN) known.set(path, url);
    return url;
  }

  #headers(endpoint: Endpoint, { headers = {} }: ProviderRequest): Readonly<Record<string, string>> {
    const { own } = this.#address(endpoint);
    const sent: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) sent[name.toLowerCase()] = value;
    // The one header of every request that whoever asks knows better.
    const { accept = own['accept'] } = sent;
    return Object.assign(sent, own, accept !== undefined && { accept });
  }

  #address(endpoint: Endpoint): Address {
    const known = this.#addresses.get(endpoint);
    if (known) return known;
    const own = this.#isAnthropic() ? anthropicHeaders(endpoint) : bearerHeaders(endpoint);
    const address: Address = { own, urls: new Map() };
    this.#addresses.set(endpoint, address);
    return address;
  }

  #isAnthropic(): boolean {
    return this.definition.wireFormat === 'anthropic-messages';
  }
}
