import { hostname, networkInterfaces } from 'node:os';
import { isLoopback } from '../client/is-loopback.js';

const EVERY_ADDRESS = ['0.0.0.0', '::'];

/** Whether who asks this host asks this machine and nobody between. Without brackets; a name that only others can resolve is none. */
export function isThisMachine(host: string): boolean {
  if (isLoopback(host) || EVERY_ADDRESS.includes(host) || host === hostname().toLowerCase()) return true;
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host));
}
