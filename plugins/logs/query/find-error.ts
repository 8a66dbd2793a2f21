import type { LogQuery } from './log-query.js';

/** The nearest line after (`step` 1) or before (-1) `line` that shows an error. */
export function findError(query: LogQuery, line: number, step: 1 | -1): number | undefined {
  const { first, end } = query.lines;
  for (let at = line + step; at >= first && at < end; at += step) {
    if (query.entry(at)?.level === 'error') return at;
  }
  return undefined;
}
