import type { Cooldowns } from './cooldowns.js';
import type { RouteTarget } from './route-target.js';

/** When it may be asked, in milliseconds since the epoch. */
export function readyAt(target: RouteTarget, cooldowns: Cooldowns): number {
  return Math.max(cooldowns.readyAt(target.name), target.limit()?.until ?? 0);
}
