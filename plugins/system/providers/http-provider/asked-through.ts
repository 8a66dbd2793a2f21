import { AsyncLocalStorage } from 'node:async_hooks';

const gateways = new AsyncLocalStorage<readonly string[]>();

/**
 * Does work for a client of a gateway: whatever it asks of providers names the gateways that the request came through (`ids`, the own one
 * last), so that two that ask each other notice.
 */
export function askThrough<T>(ids: readonly string[], work: () => T): T {
  return gateways.run(ids, work);
}

/** For a request to a provider; nothing where no gateway is behind it. */
export function askedThroughHeader(): Readonly<Record<string, string>> {
  const ids = gateways.getStore();
  return ids === undefined ? {} : { 'x-devmgr-gateway': ids.join(', ') };
}
