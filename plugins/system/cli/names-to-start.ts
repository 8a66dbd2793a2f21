import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';
import { isAppPath, serverAtPath } from './app-path.js';
import { defaultServer } from './default-server.js';
import { wantedServers } from './wanted-servers.js';

/** The servers that `server start` is about: at least one. Rejects for flags of one server beside several. */
export async function namesToStart(
  invocation: CliInvocation,
  parts: SystemParts,
  options: ServerStartOptions,
): Promise<readonly string[]> {
  const names = await wantedServers(invocation, parts);
  const path = invocation.flags.string('app');
  if (path !== undefined && isAppPath(path)) return [await serverOfPath(path, names, parts)];
  if (names === undefined)
    return [
      options.app === undefined ? await defaultServer(parts) : await parts.manager.resolve(undefined, options.app),
    ];
  if (names.length === 1) return [await parts.manager.resolve(names[0], options.app)];
  const [flag] = Object.keys(options);
  if (flag === undefined) return names;
  const message = `--${flag} is for one server`;
  const hint = 'Name one, or write it into its table: [tool.devmgr.servers.NAME] in pyproject.toml';
  throw new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}

async function serverOfPath(path: string, names: readonly string[] | undefined, parts: SystemParts): Promise<string> {
  const found = await serverAtPath(path, parts);
  if (names === undefined || names.every((name) => name === found)) return found;
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `${path} is the server ${found}`,
    hint: 'Leave out the names, or --app',
    exitCode: ExitCode.usage,
  });
}
