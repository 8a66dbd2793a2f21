import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { HttpResponse } from '../../../providers/transport/http-client.js';

/** What an error of a provider says for programs, beside its message. */
export interface RefusalDetail {
  readonly code?: string | undefined;
  readonly param?: string | undefined;
  /** What the client can do about it. */
  readonly hint?: string | undefined;
}

export interface TryFailureOptions {
  readonly error: AiError;
  /** `undefined`: the request got no answer. */
  readonly response?: Pick<HttpResponse, 'status' | 'header'> | undefined;
  readonly detail?: RefusalDetail;
  /** Milliseconds until the same request may be sent again; `undefined`: it is not. `attempt` counts from one. */
  readonly retryIn?: (attempt: number) => number | undefined;
  /** It is not sent again: what it tells of the provider is remembered. */
  readonly remember?: () => void;
}

/** A request to a provider that came to nothing before its first token: somebody else may be asked. */
export class TryFailure extends Error {
  readonly error: AiError;
  readonly response: TryFailureOptions['response'];
  readonly detail: RefusalDetail;
  readonly retryIn: (attempt: number) => number | undefined;
  readonly remember: () => void;

  constructor({ error, response, detail, retryIn, remember }: TryFailureOptions) {
    super(error.message, { cause: error });
    this.name = 'TryFailure';
    this.error = error;
    this.response = response;
    this.detail = detail ?? {};
    this.retryIn = retryIn ?? (() => undefined);
    this.remember = remember ?? (() => undefined);
  }
}
