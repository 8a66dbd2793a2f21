import type { ServerDefinition } from './definition/server-definition.js';

/** Whether a port of this machine must be free for a server. */
export function listensHere({ runs, ssh }: ServerDefinition, port: number): boolean {
  return runs.kind !== 'url' && !ssh && port > 0;
}
