const two = (value: number) => String(value).padStart(2, '0');

/** Local time of day, `12:04:31.118`. `at` in milliseconds since the epoch. */
export function entryTime(at: number): string {
  const date = new Date(at);
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/** Local date, `2026-01-02`. */
export function entryDate(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
