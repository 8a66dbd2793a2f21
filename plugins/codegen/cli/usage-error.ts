import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** What was written after `devmgr` cannot be done. */
export function usageError(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
