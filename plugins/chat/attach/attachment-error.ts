import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** Something that cannot be put beside a question, and what to do instead. */
export function attachmentError(message: string, hint: string, cause?: unknown): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_CHAT_ATTACHMENT', message, hint, exitCode: ExitCode.usage, cause });
}
