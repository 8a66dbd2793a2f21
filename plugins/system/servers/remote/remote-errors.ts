import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { Claimant } from './claims.js';

/** A start of what runs in another devmgr. */
export function runsElsewhere(name: string, { pid, detached }: Pick<Claimant, 'pid' | 'detached'>): DevmgrError {
  const where = detached ? `in the background (devmgr ${pid})` : `in another devmgr (pid ${pid})`;
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_ALREADY_RUNS',
    message: `${name} runs already ${where}`,
    hint: `Follow it: devmgr server attach ${name}. Restart it: devmgr server restart ${name}. End it: devmgr server stop ${name}`,
    exitCode: ExitCode.unavailable,
  });
}

/** The devmgr that runs a server gives no answer. */
export function ownerSilent(pid: number): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_OWNER_FAILED',
    message: `devmgr ${pid}, which runs the server, does not answer`,
    hint: `It may be suspended: continue it (fg in its terminal, or kill -CONT ${pid}), or end it: kill ${pid}; kill -CONT ${pid}`,
  });
}

/** Only a devmgr in the background is ended by others. */
export function notDetached(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_OWNER_FAILED',
    message: 'This devmgr is on somebody’s screen or in a terminal',
    hint: 'End it there',
  });
}

/** It does not run, or not with reload. */
export function notReloadable(name: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_NO_RELOAD',
    message: `${name} does not run with reload`,
    hint: `Restart it: devmgr server restart ${name}. With reload = true in its table, or --reload, it follows changes by itself`,
  });
}
