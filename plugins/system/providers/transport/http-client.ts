/** Milliseconds; `Infinity`: none. Each one that passes ends the request with an `HttpFailure`. */
export interface HttpTimeouts {
  /** Until the connection stands, TLS included. */
  readonly connect: number;
  /** From the request until the first byte of the body. */
  readonly firstByte: number;
  /** Between two pieces of the body. */
  readonly idle: number;
}

/** A body that is sent piece by piece, such as a file. */
export interface HttpStreamBody {
  readonly byteLength: number;
  /** From the beginning, each time that it is asked: a request may be sent once more. */
  pieces(): AsyncIterable<Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | HttpStreamBody;
  /**
   * It must not arrive twice, because what it does costs: sent over a new connection, so that an end of it is never taken for that of one
   * that was kept too long. Default: such a request is sent once more.
   */
  readonly isOnce?: boolean;
  readonly signal: AbortSignal;
  readonly timeouts: HttpTimeouts;
  /** Sent by node alone, without node-fetch: cheaper for who sends many. All else is the same. A body that is a stream is not. */
  readonly isDirect?: boolean | undefined;
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
