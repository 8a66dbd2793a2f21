/** Milliseconds; `Infinity`: none. Each one that passes ends the request with an `HttpFailure`. */
export interface HttpTimeouts {
  /** Until the connection stands, TLS included. */
  readonly connect: number;
  /** From the request until the first byte of the body. */
  readonly firstByte: number;
  /** Between two pieces of the body. */
  readonly idle: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'HEAD';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly timeouts: HttpTimeouts;
}

export interface HttpResponse {
  readonly status: number;
  /** `undefined` when it is absent. Names in any case. */
  header(name: string): string | undefined;
  /** The body piece by piece, decompressed. Read once; leaving the loop closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  /** The body as text; what is beyond `limit` bytes is not read. */
  text(limit: number): Promise<string>;
}

/**
 * Sends requests. Redirects are not followed: a key must not travel to another host. Rejects with an `HttpFailure`, or with
 * the signal's reason when it was aborted; so does reading the body. Proxies of the environment (HTTPS_PROXY, HTTP_PROXY,
 * NO_PROXY) are used, but never for this machine: https through a tunnel, http by asking the proxy itself.
 */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>;
}
