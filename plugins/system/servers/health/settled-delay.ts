import type { ServerDefinition } from '../definition/server-definition.js';
import { serverAddress } from '../server-address.js';
import type { ServerPlace } from '../server-place.js';

const PROCESS_SETTLES_MS = 500;

/** Milliseconds before the first look of all. A program that ends at once was never well. */
export function settledDelay(definition: ServerDefinition, { host, port }: ServerPlace): number {
  const { initialDelayMs, probe } = definition.health;
  // Nothing is asked: it is well as long as its process runs.
  const isBare = probe.kind === 'process' || (probe.kind === 'auto' && serverAddress(definition, host, port) === '');
  return Math.max(initialDelayMs, isBare ? PROCESS_SETTLES_MS : 0);
}
