import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** The folder that devmgr was started in. Throws `DEVMGR_USAGE` when it was deleted meanwhile. */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new DevmgrError({
      code: 'DEVMGR_USAGE',
      message: 'The folder that this terminal stands in is gone',
      hint: 'Go to a folder that exists: cd ~',
      exitCode: ExitCode.usage,
      cause,
    });
  }
}
