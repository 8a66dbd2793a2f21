import type { HttpResponse } from '../../../transport/http-client.js';

/** An answer after which one may ask again: too many requests, or the hub is not well. */
export class BusyHub extends Error {
  readonly response: Pick<HttpResponse, 'status' | 'header'>;

  constructor(response: Pick<HttpResponse, 'status' | 'header'>) {
    super(`status ${response.status}`);
    this.name = 'BusyHub';
    this.response = response;
  }

  static is(status: number): boolean {
    return status === 408 || status === 429 || status >= 500;
  }
}
