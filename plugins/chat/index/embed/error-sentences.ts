/** What went wrong and what to do about it (`hint`, as a `DevmgrError` has one), as sentences. */
export function errorSentences(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  const message = String(error.message).trimEnd();
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : '';
  if (hint === '') return message;
  return /[.!?…:]$/.test(message) ? `${message} ${hint}` : `${message}. ${hint}`;
}
