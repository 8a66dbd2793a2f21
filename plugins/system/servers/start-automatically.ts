import type { PluginContext } from 'devmgr/plugin-api';
import type { ServerDefinition } from './definition/server-definition.js';
import { screenHint } from './screen-hint.js';
import type { ServerHost } from './server-host.js';
import type { ServerPreferences } from './server-preferences.js';

export interface AutostartParts {
  readonly context: PluginContext;
  readonly manager: ServerHost;
  readonly preferences: ServerPreferences;
}

/** Whether a server starts with the screen: the switch in the tab, else its own settings, else those of all. */
export function isAutostarted({ context, manager, preferences }: AutostartParts, name: string): boolean {
  const { autostart } = preferences.get(name);
  return autostart ?? manager.definition(name)?.autostart ?? context.config.boolean('autostart');
}

/** Starts what is to start with the screen, each after what it depends on. What cannot be started is told and leaves the others alone. */
export async function startAutomatically(parts: AutostartParts): Promise<void> {
  const { manager, preferences } = parts;
  const { servers } = await manager.discover();
  const wanted = servers.filter(({ name }) => isAutostarted(parts, name) && !isUp(manager, name));
  if (wanted.length === 0) return;
  const { AutostartAgreement } = await import('./autostart-agreement.js');
  const agreement = new AutostartAgreement(parts, servers);
  const asked = wanted.filter((server) => agreement.isNeededFor(server));
  const start = (some: readonly ServerDefinition[]) =>
    startAll(
      parts,
      some.map(({ name }) => name),
      (name) => preferences.startOptions(name),
    );
  // Nobody waits for an answer who has already said that a server is to start.
  const own = start(wanted.filter((server) => !asked.includes(server)));
  const isAgreed = asked.length > 0 && (await agreement.ask(asked));
  await own;
  if (isAgreed && (await agreement.stillHolds(asked))) await start(asked);
}

/** Another devmgr of the project may run it. */
function isUp(manager: ServerHost, name: string): boolean {
  return manager.all.get().some((state) => state.name === name && !['stopped', 'crashed'].includes(state.status));
}

async function startAll(
  { context, manager }: AutostartParts,
  names: readonly string[],
  options: Parameters<ServerHost['startAll']>[1],
): Promise<void> {
  if (names.length === 0) return;
  try {
    await manager.startAll(names, options);
  } catch (error) {
    const failed = names.flatMap((name) => {
      const failure = manager.failure(name);
      return failure ? [{ name, failure }] : [];
    });
    for (const { name, failure } of failed) tell(context, name, failure);
    if (failed.length === 0) tell(context, names.join(', '), error);
  }
}

function tell({ screen, log }: PluginContext, name: string, error: unknown): void {
  const message = `${name} was not started: ${error instanceof Error ? error.message : String(error)}`;
  screen.notify({ severity: 'error', message, hint: screenHint(error) });
  log.error(message, error);
}
