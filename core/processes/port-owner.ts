import { existsSync } from 'node:fs';
import type { PortOwner } from 'devmgr/plugin-api';
import { lsofPortOwner } from './port-owner-lsof.js';
import { procfsPortOwner } from './port-owner-procfs.js';

const hasProcfs = existsSync('/proc/net/tcp');

/** Who listens on a TCP port. Linux: /proc; elsewhere lsof. `undefined` when nobody does or it cannot be told. */
export function portOwner(port: number): Promise<PortOwner | undefined> {
  return hasProcfs ? procfsPortOwner(port) : lsofPortOwner(port);
}
