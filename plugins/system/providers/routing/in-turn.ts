import type { Cooldowns } from './cooldowns.js';
import { readyAt } from './ready-at.js';
import type { RouteTarget } from './route-target.js';

/**
 * The targets in the order in which they are asked: as given, without those that are left alone for a while. Of these the one
 * that is ready first is asked after all when nobody else could answer, or only a model that writes nothing of its own.
 * `passOver` is told of those that are not ready, `leaveAlone` of those whose time has not come.
 */
export async function* inTurn(
  targets: readonly RouteTarget[],
  cooldowns: Cooldowns,
  now: () => number,
  signal: AbortSignal,
  { passOver, leaveAlone }: Readonly<Record<'passOver' | 'leaveAlone', (target: RouteTarget) => void>>,
): AsyncGenerator<RouteTarget, void, undefined> {
  const waiting: RouteTarget[] = [];
  for (const target of targets) {
    // Of one that is looked at first it is not known before what it is.
    if (!target.isReady && target.model.kind === 'extractive') yield* soonest(waiting.splice(0), cooldowns);
    if (readyAt(target, cooldowns) > now()) {
      waiting.push(target);
      leaveAlone(target);
    } else if ((await target.isReady?.(signal)) ?? true) yield target;
    else passOver(target);
  }
  yield* soonest(waiting, cooldowns);
}

function soonest(waiting: readonly RouteTarget[], cooldowns: Cooldowns): readonly RouteTarget[] {
  return [...waiting].sort((a, b) => readyAt(a, cooldowns) - readyAt(b, cooldowns)).slice(0, 1);
}
