import { DevmgrError, ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { requireFlags } from './require-flags.js';
import { requireWords } from './require-words.js';

type Action = (invocation: CliInvocation, parts: SystemParts) => Promise<number>;

/** Each is loaded when it is said: a start has no use for what reads YAML or talks HTTP. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  start: async () => (await import('./start-server.js')).startServer,
  stop: async () => (await import('./stop-server.js')).stopServer,
  restart: async () => (await import('./restart-server.js')).restartServer,
  reload: async () => (await import('./reload-server.js')).reloadServer,
  status: async () => (await import('./show-status.js')).showStatus,
  list: async () => (await import('./list-servers.js')).listServers,
  ports: async () => (await import('./list-ports.js')).listPorts,
  free: async () => (await import('./free-port.js')).freePort,
  logs: async () => (await import('./show-lines.js')).showLines,
  attach: async () => (await import('./attach-servers.js')).attachServers,
  import: async () => (await import('./import-servers.js')).importServers,
  routes: async () => (await import('./list-routes.js')).listRoutes,
  call: async () => (await import('./call-server.js')).callServer,
};

/** `devmgr server <action> [names..]` */
export function serverWord(parts: SystemParts): CliHandler {
  return async (invocation) => {
    const [word = ''] = invocation.args;
    const load = ACTIONS[word];
    if (!load) {
      const hint = `Say one of: ${Object.keys(ACTIONS).join(', ')}`;
      const message = 'What to do with the server?';
      throw new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
    }
    requireFlags(word, invocation.flags, parts.context.manifest.cli?.[0]?.flags ?? []);
    requireWords(word, invocation);
    const action = await load();
    return action(invocation, parts);
  };
}
