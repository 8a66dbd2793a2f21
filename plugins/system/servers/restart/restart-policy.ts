import type { ServerNext } from 'devmgr/plugin-api/contracts/servers';
import type { RestartPolicy } from '../definition/server-definition.js';
import { secondsText } from './retry-text.js';

/** How a server has ended since a person started it. Immutable. */
export interface RestartHistory {
  /** When it ended, oldest first; milliseconds of a monotonic clock. */
  readonly ends: readonly number[];
  /** Automatic starts in a row without one that held. */
  readonly attempts: number;
}

/** One end that no person asked for. */
export interface ServerEnd {
  /** Milliseconds of a monotonic clock, so that a clock that is set neither hides a loop nor makes one. */
  readonly tick: number;
  /** How long it had run. */
  readonly ranMs: number;
  /** Milliseconds since the epoch: what people are told. */
  readonly at: number;
}

export const NO_HISTORY: RestartHistory = { ends: [], attempts: 0 };

/** What comes after an end: nothing, a start after a pause that doubles with each try, or nothing because it ends again and again. */
export function afterEnd(
  history: RestartHistory,
  end: ServerEnd,
  policy: RestartPolicy,
): { readonly history: RestartHistory; readonly next: ServerNext } {
  if (policy.when === 'no') return { history, next: { kind: 'nothing' } };
  const ends = [...history.ends.filter((tick) => tick > end.tick - policy.windowMs), end.tick];
  if (ends.length >= policy.maxRestarts) {
    const reason = `crash loop: ended ${times(ends.length)} within ${secondsText(policy.windowMs)}, not started again`;
    return { history: { ends, attempts: 0 }, next: { kind: 'nothing', reason } };
  }
  const attempt = end.ranMs >= policy.windowMs ? 1 : history.attempts + 1;
  const at = end.at + backOffMs(policy, attempt);
  return { history: { ends, attempts: attempt }, next: { kind: 'retry', at, attempt, most: policy.maxRestarts } };
}

function backOffMs({ delayMs, maxDelayMs }: RestartPolicy, attempt: number): number {
  return Math.min(delayMs * 2 ** Math.min(attempt - 1, 30), maxDelayMs);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
