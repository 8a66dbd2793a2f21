/**
 * How long the server asks to wait, in milliseconds from `now` (milliseconds since the epoch). `retry-after-ms` of OpenAI
 * first, then `retry-after` in seconds or as an HTTP date (RFC 9110, section 10.2.3). `undefined`: it does not say.
 */
export function retryAfterMs(header: (name: string) => string | undefined, now: number): number | undefined {
  const ms = amount(header('retry-after-ms'));
  if (ms !== undefined) return ms;
  const text = header('retry-after');
  const seconds = amount(text);
  if (seconds !== undefined) return seconds * 1_000;
  // Only what begins as a date does: Date.parse takes `-5` for the month of May.
  const date = /^\s*[a-z]/i.test(text ?? '') ? Date.parse(text ?? '') : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function amount(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
