import type { Disposable } from 'devmgr/plugin-api';
import { routeIsBusy } from './model-errors.js';
import type { RoutePlan } from './route-plan.js';

/** How many calls each route has under way. */
export class RunningCalls {
  readonly #counts = new Map<string, number>();

  count(route: string): number {
    return this.#counts.get(route) ?? 0;
  }

  /** Throws a `GatewayError` when so many are under way that the route takes no more. */
  enter(limit: RoutePlan['limit']): Disposable {
    if (!limit) return { dispose: () => undefined };
    const { route, most } = limit;
    const before = this.count(route);
    if (before >= most) throw routeIsBusy(route, most);
    this.#counts.set(route, before + 1);
    let isOver = false;
    return {
      dispose: () => {
        if (isOver) return;
        isOver = true;
        const left = this.count(route) - 1;
        if (left > 0) this.#counts.set(route, left);
        else this.#counts.delete(route);
      },
    };
  }
}
