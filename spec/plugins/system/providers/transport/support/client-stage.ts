import { afterEach } from 'vitest';
import type { Disposable } from 'devmgr/plugin-api';
import {
  createHttpClient,
  type HttpClientOptions,
} from '../../../../../../plugins/system/providers/transport/create-http-client.js';
import type { HttpClient, HttpRequest } from '../../../../../../plugins/system/providers/transport/http-client.js';
import { startFaultServer, type FaultServer, type FaultServerOptions } from '../../../../../support/fault-server.js';
import type { Fault } from '../../../../../support/faults.js';

const open: Disposable[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.dispose();
});

export function keep<T extends Disposable>(item: T): T {
  open.push(item);
  return item;
}

export async function faulty(
  faults: Fault | readonly [Fault, ...Fault[]],
  options?: FaultServerOptions,
): Promise<FaultServer> {
  return keep(await startFaultServer(faults, options));
}

export function client(options: Partial<HttpClientOptions> = {}): HttpClient & Disposable {
  return keep(createHttpClient({ env: {}, ...options }));
}

/** A GET with limits that nobody reaches, unless `over` says something else. */
export function ask(url: string, over: Partial<HttpRequest> = {}): HttpRequest {
  const timeouts = { connect: 60_000, firstByte: 60_000, idle: 60_000 };
  return { method: 'GET', url, signal: new AbortController().signal, timeouts, ...over };
}

/** The limits of `ask`, some of them other. */
export function limits(over: Partial<HttpRequest['timeouts']>): HttpRequest['timeouts'] {
  return { ...ask('').timeouts, ...over };
}
