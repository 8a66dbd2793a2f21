import type { CliInvocation } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import { isAppPath } from './app-path.js';

/** What the flags of `server start` say of the one server. A path as `--app` says which one it is: see `namesToStart`. */
export function startOptions({ flags }: CliInvocation): ServerStartOptions {
  const [app, host, port] = [flags.string('app'), flags.string('host'), flags.number('port')];
  const target = app !== undefined && isAppPath(app) ? undefined : app;
  return {
    ...(target !== undefined && { app: target }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(flags.boolean('reload') && { reload: true }),
  };
}
