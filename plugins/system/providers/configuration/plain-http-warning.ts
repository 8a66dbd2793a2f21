import { hostReach } from './host-reach.js';

/** What a person should know of an address without TLS; `undefined` on this machine. `key`: the variable of what is sent along. */
export function plainHttpWarning(url: URL, key: string | undefined): string | undefined {
  const reach = hostReach(url.hostname);
  if (url.protocol !== 'http:' || reach === 'loopback') return undefined;
  const what = key === undefined ? 'Requests' : `Requests and ${key}`;
  return reach === 'private'
    ? `${what} go over plain http to ${url.host}: others in that network can read them`
    : `${what} go unencrypted over the internet to ${url.host}: use https`;
}
