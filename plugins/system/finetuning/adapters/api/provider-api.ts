import { AiError, type AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../../../providers/ai-host.js';
import type { MissingEndpoint } from '../../../providers/configuration/endpoint.js';
import { Fields } from '../../../providers/json/fields.js';
import type {
  ProviderConnection,
  ProviderRequest,
  ProviderResponse,
} from '../../../providers/http-provider/provider-connection.js';
import { isHttp } from '../../../providers/registry/provider-entry.js';
import type { ProviderRegistry } from '../../../providers/registry/provider-registry.js';
import type { HttpTimeouts } from '../../../providers/transport/http-client.js';
import { parseJson } from '../../../providers/wire/json/parse-json.js';
import { WireFormatError } from '../../../providers/wire/wire-format-error.js';
import { askAgainIn } from './ask-again-in.js';

/** Lists of jobs and events are long, but no answer is longer. */
const READ_LIMIT = 32 * 1024 * 1024;
const TIMEOUTS: HttpTimeouts = { connect: 15_000, firstByte: 60_000, idle: 30_000 };

export interface ApiOptions {
  readonly providerId: string;
  readonly registry: Pick<ProviderRegistry, 'require'>;
  readonly host: AiHost;
}

export interface ApiRequest extends Omit<ProviderRequest, 'body'> {
  /** Sent as JSON; a stream as it is. */
  readonly json?: object;
  readonly body?: ProviderRequest['body'];
  /**
   * Whether it does no harm twice: then it is sent again also when nobody knows whether it was carried out. Default: what is no POST.
   */
  readonly isRepeatable?: boolean;
  /** Statuses beside 2xx that are no failure. */
  readonly also?: readonly number[];
}

export interface ListPage {
  readonly items: readonly Fields[];
  readonly hasMore: boolean;
}

interface Stoppable {
  readonly signal: AbortSignal;
}

/** What adapters ask of one provider: JSON, tried again where that may help, every failure an `AiError`. */
export class ProviderApi {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  get providerId(): string {
    return this.#options.providerId;
  }

  get host(): AiHost {
    return this.#options.host;
  }

  /** `undefined`: no provider over HTTP has that id any more. */
  get title(): string | undefined {
    return this.#entry()?.provider.title;
  }

  /** Where requests go, as it is shown. */
  get baseUrl(): string | undefined {
    return this.#entry()?.provider.state.get().baseUrl;
  }

  /** What was found at the last look. */
  get status(): AiProviderStatus | undefined {
    return this.#entry()?.provider.state.get().status;
  }

  /** Whether an address is there, and a key where one is needed; no request goes out. */
  isSetUp(): boolean {
    return this.#entry()?.provider.isSetUp() ?? false;
  }

  connection(): Promise<ProviderConnection> {
    const entry = this.#entry();
    if (entry) return entry.provider.connection();
    return Promise.reject(this.#gone());
  }

  /** Why it cannot be asked; `undefined`: it can. */
  async missing(): Promise<MissingEndpoint | undefined> {
    const endpoint = (await this.connection()).endpoint();
    return 'missing' in endpoint ? endpoint : undefined;
  }

  async fields(request: ApiRequest, options: Stoppable): Promise<Fields> {
    return this.#read(request, options, (json) => {
      const fields = Fields.of(json);
      if (!fields) throw new WireFormatError('answered with JSON that is not an object');
      return fields;
    });
  }

  /** The items of `{data: [...]}`, of `{metrics: [...]}` (Together) or of a list. */
  async items(request: ApiRequest, options: Stoppable): Promise<readonly Fields[]> {
    return (await this.page(request, options)).items;
  }

  /** The same, and whether there are more. */
  page(request: ApiRequest, options: Stoppable): Promise<ListPage> {
    return this.#read(request, options, (json) => ({
      items: listed(json).flatMap((item) => Fields.of(item) ?? []),
      hasMore: Fields.of(json)?.boolean('has_more') ?? false,
    }));
  }

  /** Rejects with an `AiError` for what is no success, with the signal's reason when aborted. The body is not read. */
  async send(request: ApiRequest, { signal }: Stoppable): Promise<ProviderResponse> {
    const { json, also = [], isRepeatable = request.method !== 'POST', ...rest } = request;
    const connection = await this.connection();
    const body = json === undefined ? rest.body : JSON.stringify(json);
    const headers = { ...(json !== undefined && { 'content-type': 'application/json' }), ...rest.headers };
    const sent = { ...rest, headers, isOnce: !isRepeatable, ...(body !== undefined && { body }) };
    for (let attempt = 1; ; attempt++) {
      let response: ProviderResponse | undefined;
      let error: unknown;
      try {
        response = await connection.send(sent, { signal, timeouts: TIMEOUTS });
        if ((response.status >= 200 && response.status < 300) || also.includes(response.status)) return response;
        error = await connection.failure(response);
      } catch (caught) {
        error = caught;
      }
      signal.throwIfAborted();
      const wait = askAgainIn(error, response, { attempt, isRepeatable, host: this.#options.host });
      if (wait === undefined) throw error;
      await this.#options.host.wait(wait, signal);
    }
  }

  async #read<T>(request: ApiRequest, options: Stoppable, read: (json: unknown) => T): Promise<T> {
    const response = await this.send(request, options);
    const connection = await this.connection();
    try {
      return read(parseJson(await response.text(READ_LIMIT)));
    } catch (error) {
      throw connection.explain(error, { endpoint: response.endpoint });
    }
  }

  #entry() {
    try {
      const entry = this.#options.registry.require(this.#options.providerId);
      return isHttp(entry) ? entry : undefined;
    } catch {
      return undefined;
    }
  }

  #gone(): AiError {
    const { providerId } = this.#options;
    return new AiError({
      message: `There is no provider ${providerId} any more`,
      hint: 'Look at devmgr providers list',
      failure: { kind: 'needs-setup', providerId, modelId: undefined },
    });
  }
}

function listed(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json as readonly unknown[];
  const fields = Fields.of(json);
  const list = fields?.list('data') ?? fields?.list('metrics') ?? (fields?.value('data') === null ? [] : undefined);
  if (!list) throw new WireFormatError('answered with JSON that is no list');
  return list;
}
