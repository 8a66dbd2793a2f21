/** Headers that say when a limit is over, each beside one that says how much is left. */
const limits: readonly (readonly [remaining: string, reset: string])[] = [
  ...['requests', 'tokens', 'input-tokens', 'output-tokens'].map(
    (name) => [`anthropic-ratelimit-${name}-remaining`, `anthropic-ratelimit-${name}-reset`] as const,
  ),
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
];

/**
 * Milliseconds until the limits that are used up are over. Of use where `retry-after` is missing. Anthropic gives times (RFC
 * 3339), OpenAI durations as Go writes them (`6m0s`, `1.5s`, `20ms`). A limit that is not used up says nothing.
 */
export function limitReset(header: (name: string) => string | undefined, now: number): number | undefined {
  const waits = limits.flatMap(([remaining, reset]) => {
    const isUsedUp = /^\s*0+\s*$/.test(header(remaining) ?? '');
    return isUsedUp ? (untilReset(header(reset)?.trim() ?? '', now) ?? []) : [];
  });
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

function untilReset(text: string, now: number): number | undefined {
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) {
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : Math.max(0, time - now);
  }
  return goDuration(text);
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

function goDuration(text: string): number | undefined {
  if (!/^(\d{1,9}(\.\d{1,9})?(h|ms|m|s)){1,4}$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0);
}
