import type { PluginContext } from 'devmgr/plugin-api';
import { defineServers } from './define-servers.js';
import { detectApps } from './detect/detect-apps.js';
import { InterpreterFinder } from './interpreter/interpreter-finder.js';
import { ServerManager } from './server-manager.js';
import { readServerSettings } from './server-settings.js';

/** The manager of a project's servers, with the world that a plugin has. */
export function createServerManager(
  context: PluginContext,
  beforeStart: (name: string) => Promise<void>,
): ServerManager {
  const { processes, clock, log, env, config, storage } = context;
  const { root } = context.workspace;
  const finder = new InterpreterFinder({ processes, clock, log, env, root, emptyFolder: storage.workspaceDir });
  return new ServerManager({
    root,
    processes,
    clock,
    log,
    settings: () => readServerSettings(config),
    findInterpreter: (setting, appFolder) => finder.find(setting, appFolder),
    beforeStart,
    async discover() {
      const { apps, tried } = await detectApps(root);
      return { servers: defineServers(root, apps, config.string('app')), tried };
    },
  });
}
