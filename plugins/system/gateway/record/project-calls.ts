import type { PluginContext } from 'devmgr/plugin-api';
import { readGatewaySettings } from '../settings/read-gateway-settings.js';
import { CallStore } from './call-store.js';
import { callsFile } from './calls-file.js';

/** The recorder of a project: one file for all gateways that ran there. Whoever makes it disposes of it. */
export function projectCalls({ storage, config, workspace, env, log, clock, text }: PluginContext): CallStore {
  const { root } = workspace;
  return new CallStore({
    path: callsFile({ storage }),
    log,
    clock,
    keep: () => readGatewaySettings(config.layers('gateway'), { root, env }).keepCalls,
    redact: (value) => text.redact(value),
  });
}
