import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallRecord } from './call-record.js';

/** Characters that are masked in one go: some milliseconds of work. */
const AT_ONCE = 64_000;

/**
 * Calls as they may be stored: without secrets. Names that stand in many of them are looked at once, and between long texts others have
 * their turn.
 */
export async function maskedCalls(
  records: readonly CallRecord[],
  redact: (text: string) => string,
): Promise<readonly CallRecord[]> {
  const known = new Map<string, string>();
  const name = (text: string) => {
    const masked = known.get(text) ?? redact(text);
    known.set(text, masked);
    return masked;
  };
  const optional = <T>(text: T | undefined, mask: (text: T) => T) => (text === undefined ? undefined : mask(text));
  const masked: CallRecord[] = [];
  let done = 0;
  for (const record of records) {
    const { client, model, error, sent, said } = record;
    done += (sent?.length ?? 0) + (said?.length ?? 0) + (error?.length ?? 0);
    if (done > AT_ONCE) {
      await nextTurn();
      done = 0;
    }
    masked.push({
      ...record,
      client: name(client),
      model: optional(model, name),
      error: optional(error, redact),
      sent: optional(sent, redact),
      said: optional(said, redact),
    });
  }
  return masked;
}
