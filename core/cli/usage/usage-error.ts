import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** Something was written wrongly: `DEVMGR_USAGE`, exit code 2. */
export function usageError(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
