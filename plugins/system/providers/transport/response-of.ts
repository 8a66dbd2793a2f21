import type { Readable } from 'node:stream';
import { BodyIntake } from './body-intake.js';
import type { Exchange } from './exchange.js';
import type { HttpResponse } from './http-client.js';

/** The head of an answer and the stream of its body: of node-fetch, or of node itself. */
export interface Received {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: Readable;
}

/** What `exchange` was answered; the exchange ends with the body. */
export function responseOf(response: Received, exchange: Exchange): HttpResponse {
  const body = new BodyIntake(response.body, exchange);
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    body,
    text: (limit) => body.text(limit),
  };
}
