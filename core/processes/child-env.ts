import type { ProcessOptions } from 'devmgr/plugin-api';

/** Carried by everything that devmgr starts and by what that starts in turn; see `readMarkedPids`. */
export const spawnIdVariable = 'DEVMGR_SPAWN_ID';

/** The side channel's file descriptor in the child, the first after stdin, stdout and stderr. */
export const channelFd = 3;

/** The environment of a child: devmgr's own, then the given variables, where `undefined` removes one. */
export function childEnv(
  base: Readonly<Record<string, string>>,
  options: Pick<ProcessOptions, 'env' | 'sideChannel'>,
  spawnId: string,
): Record<string, string> {
  const merged: Record<string, string | undefined> = {
    ...base,
    // A devmgr that runs inside another one must not hand on the outer one's channel.
    DEVMGR_CHANNEL_FD: undefined,
    ...options.env,
    [spawnIdVariable]: spawnId,
    ...(options.sideChannel ? { DEVMGR_CHANNEL_FD: String(channelFd) } : {}),
  };
  const kept = Object.entries(merged).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(kept);
}
