import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { DevmgrError, ExitCode, type DetachedOptions } from 'devmgr/plugin-api';
import { spawnIdVariable } from './child-env.js';

/** See `Processes.startDetached`. `program`: the file that starts devmgr. `base`: devmgr's own environment. */
export async function startDetached(
  { args, cwd, env, outputFile }: DetachedOptions,
  program: string,
  base: Readonly<Record<string, string>>,
): Promise<number> {
  try {
    const output = await open(outputFile, 'w', 0o600);
    try {
      const child = spawn(process.execPath, [program, ...args], {
        cwd,
        env: { ...base, ...env, ...strangers },
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
      });
      if (child.pid === undefined) throw (await once(child, 'error'))[0];
      child.on('error', () => undefined);
      child.unref();
      return child.pid;
    } finally {
      await output.close();
    }
  } catch (cause) {
    throw notStarted(cause);
  }
}

/** Marks of a devmgr around this one: it would end what carries them together with its own children. */
const strangers = { [spawnIdVariable]: undefined, DEVMGR_CHANNEL_FD: undefined };

function notStarted(cause: unknown): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PROCESS_FAILED',
    message: `A devmgr in the background could not be started: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Look whether the disk is full and whether DEVMGR_HOME may be written to',
    exitCode: ExitCode.unavailable,
    cause,
  });
}
