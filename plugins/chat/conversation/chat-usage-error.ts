import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** What a person wanted of a conversation cannot be done. */
export function chatUsageError(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
