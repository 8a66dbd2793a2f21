import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import type { GatewayPresence } from '../gateway/gateway-presence.js';
import { DefinitionSource } from './definition/definition-source.js';
import { runEnvironment } from './definition/run-environment.js';
import { InterpreterFinder } from './interpreter/interpreter-finder.js';
import { createStartRun } from './run/create-start-run.js';
import { projectTestSecret } from './tests/project-test-secret.js';
import { ServerManager, type ServerManagerOptions } from './server-manager.js';
import { readServerSettings } from './server-settings.js';

export interface CreateManagerOptions extends Pick<ServerManagerOptions, 'beforeStart' | 'preferredOptions'> {
  /** See `DefinitionSource`. */
  readonly gateway?: GatewayPresence | undefined;
}

/** The manager of a project's servers, with the world that a plugin has. */
export function createServerManager(
  context: PluginContext,
  { beforeStart, preferredOptions, gateway }: CreateManagerOptions,
): ServerManager {
  const { processes, clock, log, env, config, storage } = context;
  const { root } = context.workspace;
  const finder = new InterpreterFinder({ processes, clock, log, env, root, emptyFolder: storage.workspaceDir });
  const source = new DefinitionSource(context, gateway);
  const manager = new ServerManager({
    root,
    processes,
    clock,
    log,
    settings: () => readServerSettings(config),
    findInterpreter: (setting, appFolder) => finder.find(setting, appFolder),
    startRun: createStartRun({
      ...{ processes, clock, log, root, env },
      workerDir: join(context.pluginDir, 'servers', 'worker'),
      redact: (text) => context.text.redact(text),
      attribute: (line) => context.services.find(LogStore)?.attribute(line),
    }),
    testSecret: () => projectTestSecret(context),
    environment: (definition) => runEnvironment(definition, context.secrets, root),
    beforeStart,
    preferredOptions,
    discover: () => source.discover(),
  });
  source.onDidChange(() => {
    if (manager.isDiscovered) manager.rediscover().catch((error: unknown) => log.error('Servers are not known', error));
  });
  return manager;
}
