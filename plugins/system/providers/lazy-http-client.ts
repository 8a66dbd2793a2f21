import type { Disposable } from 'devmgr/plugin-api';
import type { HttpClient, HttpRequest, HttpResponse } from './transport/http-client.js';

/** A client that is loaded when the first request is sent: most runs of devmgr send none. */
export class LazyHttpClient implements HttpClient, Disposable {
  readonly #env: Readonly<Record<string, string>>;
  #client: Promise<HttpClient & Disposable> | undefined;

  constructor(env: Readonly<Record<string, string>>) {
    this.#env = env;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    this.#client ??= import('./transport/create-http-client.js').then(({ createHttpClient }) =>
      createHttpClient({ env: this.#env }),
    );
    return (await this.#client).send(request);
  }

  async dispose(): Promise<void> {
    await (await this.#client)?.dispose();
  }
}
