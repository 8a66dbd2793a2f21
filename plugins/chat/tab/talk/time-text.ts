const dayMs = 86_400_000;

/** `12:04`, with the day when that is not today. In the time zone of the machine. */
export function timeText(at: number, now: number): string {
  const when = new Date(at);
  const time = `${two(when.getHours())}:${two(when.getMinutes())}`;
  const isToday = now - at < dayMs && when.getDate() === new Date(now).getDate();
  return isToday ? time : `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())} ${time}`;
}

const two = (value: number) => String(value).padStart(2, '0');
