import type { PluginContext } from 'devmgr/plugin-api';
import { screenHint } from './screen-hint.js';
import type { ServerManager } from './server-manager.js';
import type { ServerPreferences } from './server-preferences.js';

export interface AutostartParts {
  readonly context: PluginContext;
  readonly manager: ServerManager;
  readonly preferences: ServerPreferences;
}

/** Whether a server starts with the screen: the switch in the tab, else the setting. */
export function isAutostarted({ context, preferences }: AutostartParts, name: string): boolean {
  return preferences.get(name).autostart ?? context.config.boolean('autostart');
}

/** Starts what is to start with the screen. What cannot be started is told and leaves the others alone. */
export async function startAutomatically(parts: AutostartParts): Promise<void> {
  const { context, manager, preferences } = parts;
  const { servers } = await manager.discover();
  const wanted = servers.filter(({ name }) => isAutostarted(parts, name));
  await Promise.all(
    wanted.map(({ name }) =>
      manager.start(name, preferences.startOptions(name)).catch((error: unknown) => tell(context, name, error)),
    ),
  );
}

function tell({ screen, log }: PluginContext, name: string, error: unknown): void {
  const message = `${name} was not started: ${error instanceof Error ? error.message : String(error)}`;
  screen.notify({ severity: 'error', message, hint: screenHint(error) });
  log.error(message, error);
}
