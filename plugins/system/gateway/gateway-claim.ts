import { join } from 'node:path';
import { DevmgrError, ExitCode, type PluginContext } from 'devmgr/plugin-api';
import { Claims } from '../servers/remote/claims.js';

const NAME = 'gateway';

/**
 * Of several that are started at once one is the gateway of the project: the others reject with a `DevmgrError`. It is so until it lets go of it, or its
 * process is gone.
 */
export async function claimGateway({ storage, processes, log }: PluginContext): Promise<AsyncDisposable> {
  const claims = new Claims({ dir: join(storage.workspaceDir, 'gateway-claims'), processes, log, pid: process.pid });
  const other = await claims.take(NAME);
  if (!other) return { [Symbol.asyncDispose]: () => claims.release(NAME) };
  throw new DevmgrError({
    code: 'PLUGIN_SYSTEM_GATEWAY_RUNS',
    message: `The gateway of this project is just being started, or ends (pid ${other.pid})`,
    hint: 'Look in a moment: devmgr gateway status',
    exitCode: ExitCode.unavailable,
  });
}
