import { timeOfDay } from './time-of-day.js';

/** `12:04:31`, of another day than `now` with its date: `2026-07-03 12:04:31`. In the machine's time zone. */
export function timeAndDay(at: number, now: number): string {
  const [day, today] = [dayOf(at), dayOf(now)];
  return day === today ? timeOfDay(at) : `${day} ${timeOfDay(at)}`;
}

function dayOf(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
