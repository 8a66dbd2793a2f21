import { BlockList, isIP } from 'node:net';
import { HttpFailure } from './http-failure.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy of `env` through which `url` is asked; `undefined`: directly. HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in
 * small letters first. NO_PROXY as curl and Go read it: `*`, or a list of hosts that stand for their subdomains too, with
 * `:port` when only that port is meant, addresses, and networks as `10.0.0.0/8`. This machine is never asked through a
 * proxy. Throws an `HttpFailure` without the value, which may hold a password, for a proxy that cannot be used.
 */
export function proxyOf(url: URL, env: Environment): URL | undefined {
  const host = bareHost(url.hostname);
  if (isThisMachine(host) || isExcepted(host, portOf(url), read(env, 'no_proxy')?.value ?? '')) return undefined;
  const setting = read(env, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ?? read(env, 'all_proxy');
  return setting && parseProxy(setting);
}

interface Setting {
  readonly name: string;
  readonly value: string;
}

function read(env: Environment, name: string): Setting | undefined {
  for (const spelling of [name, name.toUpperCase()]) {
    const value = env[spelling]?.trim();
    if (value) return { name: spelling, value };
  }
  return undefined;
}

function parseProxy({ name, value }: Setting): URL {
  const text = value.includes('://') ? value : `http://${value}`;
  if (!URL.canParse(text)) throw new HttpFailure('unreachable', `the proxy in ${name} is not a URL`);
  const proxy = new URL(text);
  if (proxy.protocol === 'http:' || proxy.protocol === 'https:') return proxy;
  throw new HttpFailure(
    'unreachable',
    `the proxy in ${name} is of the kind ${proxy.protocol}//, only http and https work`,
  );
}

/** Without the brackets of an IPv6 address and the dot of an absolute name. */
function bareHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

const thisMachine = new BlockList();
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4');
thisMachine.addAddress('0.0.0.0', 'ipv4');
thisMachine.addAddress('::1', 'ipv6');
thisMachine.addAddress('::', 'ipv6');

/** Answers of before: the same few hosts are asked again and again. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 100;

function isThisMachine(host: string): boolean {
  const before = known.get(host);
  if (before !== undefined) return before;
  const isHere = host === 'localhost' || host.endsWith('.localhost') || contains(thisMachine, host);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(host, isHere);
  return isHere;
}

function contains(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

function isExcepted(host: string, port: string, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && matches(host, port, entry));
}

function matches(host: string, port: string, entry: string): boolean {
  if (entry === '*') return true;
  const network = /^(.+)\/(\d+)$/.exec(entry);
  if (network) return isInNetwork(host, network[1] ?? '', Number(network[2]));
  // The colons of a bare IPv6 address are not before a port.
  const withPort = isIP(entry) ? null : /^(.+):(\d+)$/.exec(entry);
  if (withPort && withPort[2] !== port) return false;
  const name = bareHost((withPort?.[1] ?? entry).replace(/^\*?\./, ''));
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

function isInNetwork(host: string, network: string, bits: number): boolean {
  const version = isIP(network);
  if (version === 0 || bits > (version === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, version === 6 ? 'ipv6' : 'ipv4');
  return contains(list, host);
}
