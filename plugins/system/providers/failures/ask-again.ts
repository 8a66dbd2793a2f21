import type { FailureContext } from './failure-context.js';

/**
 * When the provider may be asked again: `It may be asked again in 20 s`. For long waits the time of day, in the zone of
 * this machine.
 */
export function askAgain({ now }: FailureContext, retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return 'Wait a little and ask again';
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  if (seconds < 120) return `It may be asked again in ${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `It may be asked again in ${minutes} min, at ${clock(now() + retryAfterMs)}`;
  return `It may be asked again on ${day(now() + retryAfterMs)} at ${clock(now() + retryAfterMs)}`;
}

function clock(time: number): string {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

function day(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
