import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Who can listen in on plain http: nobody but this machine, the network around it, anybody. */
export type HostReach = 'loopback' | 'private' | 'public';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const privateNetworks = new BlockList();
// RFC 1918, link-local, and the range of carriers that overlay networks use (RFC 6598).
privateNetworks.addSubnet('10.0.0.0', 8, 'ipv4');
privateNetworks.addSubnet('172.16.0.0', 12, 'ipv4');
privateNetworks.addSubnet('192.168.0.0', 16, 'ipv4');
privateNetworks.addSubnet('169.254.0.0', 16, 'ipv4');
privateNetworks.addSubnet('100.64.0.0', 10, 'ipv4');
privateNetworks.addSubnet('fc00::', 7, 'ipv6');
privateNetworks.addSubnet('fe80::', 10, 'ipv6');

/** Names that no public name server knows. A name that only mostly means this machine (`x.localhost`) is not loopback. */
const PRIVATE_NAME = /^[^.]+$|\.(local|lan|intranet|internal|home\.arpa|localdomain|localhost)$/;

/** `hostname` as `URL` gives it: lower case, addresses normalised, IPv6 in brackets. */
export function hostReach(hostname: string): HostReach {
  if (hostname === 'localhost') return 'loopback';
  const address = hostname.replace(/^\[|\]$/g, '');
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : undefined;
  if (family === undefined) return PRIVATE_NAME.test(hostname) ? 'private' : 'public';
  if (loopback.check(address, family)) return 'loopback';
  return privateNetworks.check(address, family) ? 'private' : 'public';
}
