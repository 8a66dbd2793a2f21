import { GatewayError } from '../gateway-error.js';

const MINUTE_MS = 60_000;

/**
 * Counts requests of all clients together: as many as a minute may have at once, then each as soon as its share of the minute is over (a
 * token bucket). `now`: in milliseconds, never going back. The check throws a `GatewayError`.
 */
export function rateLimit(perMinute: () => number, now: () => number): () => void {
  let left = Infinity;
  let at = now();
  return () => {
    const most = perMinute();
    if (most <= 0) return;
    const time = now();
    left = Math.min(most, left + ((time - at) * most) / MINUTE_MS);
    at = time;
    if (left < 1) throw tooMany(most, ((1 - left) * MINUTE_MS) / most);
    left -= 1;
  };
}

function tooMany(most: number, retryAfterMs: number): GatewayError {
  const message = `More than ${most} requests came within a minute (gateway.requests-per-minute). Try again later.`;
  return new GatewayError({ kind: 'rate-limited', message, retryAfterMs });
}
