/** What went wrong, in nobody's protocol: `protocolError` gives it the shape that the client knows. */
export type GatewayFailure =
  | 'invalid-request'
  | 'unauthorised'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported-media'
  | 'rate-limited'
  | 'quota-exhausted'
  | 'timeout'
  | 'overloaded'
  | 'upstream'
  | 'internal';

export interface GatewayErrorOptions {
  readonly kind: GatewayFailure;
  /** For the person at the client: what happened and what to do, in one or two sentences. Free of secrets. */
  readonly message: string;
  /** Default: the usual status of the kind. */
  readonly status?: number | undefined;
  /** For programs, as OpenAI has it: `model_not_found`. */
  readonly code?: string | undefined;
  /** The field of the request that is wrong. */
  readonly param?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** For the client: rate limits of the provider, `x-devmgr-provider` and the like. Names in small letters. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cause?: unknown;
}

const STATUSES: Readonly<Record<GatewayFailure, number>> = {
  'invalid-request': 400,
  unauthorised: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'unsupported-media': 415,
  'rate-limited': 429,
  'quota-exhausted': 429,
  timeout: 504,
  overloaded: 503,
  upstream: 502,
  internal: 500,
};

/** A request to the gateway that comes to nothing: an outcome that the client is told, never a bug. */
export class GatewayError extends Error {
  readonly kind: GatewayFailure;
  readonly status: number;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ kind, message, status, code, param, retryAfterMs, headers = {}, cause }: GatewayErrorOptions) {
    super(message, { cause });
    this.name = 'GatewayError';
    this.kind = kind;
    this.status = status ?? STATUSES[kind];
    this.code = code;
    this.param = param;
    this.retryAfterMs = retryAfterMs;
    this.headers = headers;
  }
}
