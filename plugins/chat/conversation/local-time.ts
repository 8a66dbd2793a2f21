/** `2026-01-02 04:04 +01:00`, in the time zone of the machine. `at`: milliseconds since the epoch. */
export function localTime(at: number): string {
  const when = new Date(at);
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  const east = -when.getTimezoneOffset();
  const zone = `${east < 0 ? '-' : '+'}${two(Math.floor(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`;
  return `${day} ${two(when.getHours())}:${two(when.getMinutes())} ${zone}`;
}

const two = (value: number) => String(value).padStart(2, '0');
