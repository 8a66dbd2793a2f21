import { hostReach } from './host-reach.js';
import { isTrusted } from './is-trusted.js';

/**
 * Whether what belongs to the person may be sent to an address that the project chose. `ownHosts`: where it belongs anyway
 * (the vendor's), over https only: on plain http anybody on the way could read it. `trustedHosts`: see
 * `isTrusted`.
 */
export function mayReceiveSecrets(
  url: URL,
  { ownHosts, trustedHosts }: { readonly ownHosts: readonly string[]; readonly trustedHosts: readonly string[] },
): boolean {
  if (hostReach(url.hostname) === 'loopback') return true;
  if (url.protocol === 'https:' && ownHosts.some((host) => isHostOrBelow(url.hostname, host))) return true;
  return isTrusted(url, trustedHosts);
}

function isHostOrBelow(hostname: string, host: string): boolean {
  return hostname === host || hostname.endsWith(`.${host}`);
}
