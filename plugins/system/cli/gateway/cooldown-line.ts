import type { GatewayReport } from '../../gateway/ask-gateway.js';
import { shortDuration } from '../../servers/short-duration.js';

/** Nothing for one that has ended meanwhile. Seconds that have begun count: nobody waits for 0 s. */
export function cooldownLine({ name, reason, left_ms: ms }: GatewayReport['cooldowns'][number]): string[] {
  return ms > 0 ? [`${name} is left alone for ${shortDuration(Math.ceil(ms / 1000) * 1000)}: ${reason}`] : [];
}
