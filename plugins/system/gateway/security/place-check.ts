import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { GatewayError } from '../gateway-error.js';

export interface PlaceCheckOptions {
  /** The port that the gateway listens on; 0 until it does. */
  readonly port: () => number;
  /** What it listens on beside this machine's own address: then it has more names. */
  readonly host: string | undefined;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Checks whether a request was meant for the gateway: a page in a browser may have its own name lead to this machine (DNS rebinding), and
 * then `Host` is that name; `Origin` is sent by pages only. Throws a `GatewayError`.
 */
export function placeCheck({ port, host }: PlaceCheckOptions): (headers: IncomingHttpHeaders, target?: string) => void {
  const isOurs = (place: string) => {
    const { name, at } = divided(place);
    return (at === undefined ? 80 : Number(at)) === port() && isOwnName(name, host);
  };
  return ({ host: place = '', origin, 'sec-fetch-site': site }, target = '/') => {
    if (!target.startsWith('/')) throw foreign('It is a request to a proxy');
    if (!isOurs(place)) throw foreign(`It asks for the host ${JSON.stringify(place.slice(0, 100))}`);
    const isOwnPage = origin === undefined || (origin.startsWith('http://') && isOurs(origin.slice('http://'.length)));
    if (!isOwnPage || site === 'cross-site') throw foreign('It comes from a page of another site');
  };
}

/** A name can lead anywhere; an address cannot, so that where the gateway is open to others any address is right. */
function isOwnName(name: string, host: string | undefined): boolean {
  if (LOOPBACK.includes(name)) return true;
  if (host === undefined) return false;
  const machine = hostname().toLowerCase();
  const isAddress = isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress || [host.toLowerCase(), machine, `${machine}.local`].includes(name);
}

function divided(place: string): { readonly name: string; readonly at: string | undefined } {
  const [, name = '', at] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(place.toLowerCase()) ?? [];
  return { name, at };
}

function foreign(what: string): GatewayError {
  const message = `${what}, and the gateway answers programs on this machine only. Use the address that devmgr gateway prints.`;
  return new GatewayError({ kind: 'forbidden', message, code: 'foreign_origin' });
}
