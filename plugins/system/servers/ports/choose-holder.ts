import type { PortListener } from 'devmgr/plugin-api';

const EVERY_ADDRESS = ['0.0.0.0', '::'];

/** Of several that listen on a port, the one that is in the way of a server at `host`: on the same address, on every one, or the first. */
export function chooseHolder<T extends PortListener>(listeners: readonly T[], host = ''): T | undefined {
  const rank = ({ address }: T) => (address === host ? 0 : EVERY_ADDRESS.includes(address) ? 1 : 2);
  return [...listeners].sort((a, b) => rank(a) - rank(b))[0];
}
