import { wrong, type Field } from './field.js';

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
const PARTS = /(\d+(?:\.\d+)?)(ms|s|m|h)/gy;

const PROBLEM = 'must be seconds, or a text such as "500ms", "2s", "1m30s"';

/** A number is seconds; a text has its units. Gives milliseconds, whole ones. */
export function durationField(fromMs: number, toMs: number): Field<number> {
  return (value) => {
    const ms = typeof value === 'number' ? value * 1_000 : typeof value === 'string' ? readDuration(value) : undefined;
    if (ms === undefined || !Number.isFinite(ms)) return wrong(PROBLEM);
    if (ms < fromMs) return wrong(`must be at least ${durationText(fromMs)}`);
    return ms > toMs ? wrong(`must be at most ${durationText(toMs)}`) : { value: Math.round(ms) };
  };
}

/** `1m30s` in milliseconds; `undefined` when it is none. */
export function readDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 40) return undefined;
  let end = 0;
  let sum = 0;
  for (const match of trimmed.matchAll(PARTS)) {
    end = match.index + match[0].length;
    sum += Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
  }
  return end === trimmed.length && end > 0 ? sum : undefined;
}

/** As a person would write it in the settings: `1m30s`. Whole milliseconds. */
export function durationText(ms: number): string {
  let rest = ms;
  const parts = (['h', 'm', 's', 'ms'] as const).map((unit) => {
    const count = Math.floor(rest / UNIT_MS[unit]);
    rest -= count * UNIT_MS[unit];
    return count === 0 ? '' : `${count}${unit}`;
  });
  return parts.join('') || '0s';
}
