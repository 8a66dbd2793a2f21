import { DevmgrError } from 'devmgr/plugin-api';

/** What went wrong and what to do about it, as sentences of one line. */
export function errorSentences(error: unknown): string {
  if (!DevmgrError.isInstance(error)) return error instanceof Error ? error.message : String(error);
  const { message, hint } = error;
  if (hint === undefined || hint === '') return message;
  return /[.!?…:]$/.test(message.trimEnd()) ? `${message.trimEnd()} ${hint}` : `${message}. ${hint}`;
}
