import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';

/** The flight recorder of a project: one file for all gateways that ran there. */
export function callsFile({ storage }: Pick<PluginContext, 'storage'>): string {
  return join(storage.workspaceDir, 'gateway.sqlite');
}
