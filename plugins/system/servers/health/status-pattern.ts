const ONE = /^[1-5](?:\d\d|xx)$/i;

/** Whether a text is a pattern for HTTP statuses: `200`, `2xx`, `200-299`. */
export function isStatusPattern(text: string): boolean {
  const ends = text.split('-');
  if (ends.length === 1) return ONE.test(text);
  const [from = '', to = ''] = ends;
  return ends.length === 2 && /^[1-5]\d\d$/.test(from) && /^[1-5]\d\d$/.test(to) && from <= to;
}

/** Whether a status is one of those; without patterns, whether it is below 400. */
export function isStatusGood(status: number, patterns: readonly string[]): boolean {
  return patterns.length === 0 ? status < 400 : patterns.some((pattern) => matches(status, pattern));
}

function matches(status: number, pattern: string): boolean {
  const [from = '', to = from] = pattern.split('-');
  if (/xx$/i.test(from)) return Math.floor(status / 100) === Number(from[0]);
  return status >= Number(from) && status <= Number(to);
}
