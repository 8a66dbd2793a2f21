import type { HttpClient, HttpResponse } from '../../../transport/http-client.js';
import { hubAnsweredWrongly } from '../model-errors.js';
import type { HubSettings } from './hub-settings.js';

const mostRedirects = 5;
const timeouts = { connect: 15_000, firstByte: 30_000, idle: 30_000 };

/** Requests to the model hub. Redirects are followed, with the token only for the hub's own address. */
export class Hub {
  readonly settings: HubSettings;
  readonly #client: HttpClient;

  constructor(settings: HubSettings, client: HttpClient) {
    this.settings = settings;
    this.#client = client;
  }

  get host(): string {
    return new URL(this.settings.endpoint).host;
  }

  /** Where a person reads about a model. */
  page(id: string): string {
    return `${this.settings.endpoint}/${id}`;
  }

  /**
   * `path` begins with a slash. Resolves to the first answer that is no redirect, whatever its status. Rejects with an
   * `HttpFailure`, the signal's reason, or `PLUGIN_MODELS_UNREACHABLE` for redirects that are not followed.
   */
  async get(path: string, signal: AbortSignal, headers: Readonly<Record<string, string>> = {}): Promise<HttpResponse> {
    let url = new URL(`${this.settings.endpoint}${path}`);
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const response = await this.#client.send({
        method: 'GET',
        url: url.href,
        // A compressed answer has other lengths than the file.
        headers: { ...headers, 'accept-encoding': 'identity', ...this.#authorization(url) },
        signal,
        timeouts,
      });
      const location = [301, 302, 303, 307, 308].includes(response.status) ? response.header('location') : undefined;
      if (location === undefined) return response;
      await response.text(0).catch(() => '');
      url = this.#next(url, location);
    }
    throw hubAnsweredWrongly(this.host, `more than ${mostRedirects} redirects`);
  }

  #next(from: URL, location: string): URL {
    const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
    if (!to || !/^https?:$/.test(to.protocol) || to.username || to.password)
      throw hubAnsweredWrongly(this.host, 'a redirect to no http or https address');
    if (from.protocol === 'https:' && to.protocol === 'http:')
      throw hubAnsweredWrongly(this.host, `a redirect from https to plain http (${to.host})`);
    return to;
  }

  /** Never to another address, and over plain http only to this machine. */
  #authorization(url: URL): Readonly<Record<string, string>> {
    const { endpoint, token } = this.settings;
    if (token === undefined || url.origin !== new URL(endpoint).origin) return {};
    const isPrivate = url.protocol === 'https:' || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
    return isPrivate ? { authorization: `Bearer ${token}` } : {};
  }
}
