/** Whether the person named the host of the address: `trustedHosts` come from the person, as `host` or `host:port`. */
export function isTrusted(url: URL, trustedHosts: readonly string[]): boolean {
  return trustedHosts.some((host) => [url.hostname, url.host].includes(host.trim().toLowerCase()));
}
