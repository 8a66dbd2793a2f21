import type { TimedEvent } from './reduce-events.js';

/** Of tests that are described, or phases: about four milliseconds of work. */
const mostAtOnce = 1_000;

/** Events that wait to be applied, taken in pieces that keep nobody waiting: a collection of 30,000 tests comes within one frame. */
export class EventQueue {
  readonly #events: TimedEvent[] = [];

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  add(event: TimedEvent): void {
    this.#events.push(event);
  }

  /** The oldest, in their order. */
  take(): readonly TimedEvent[] {
    let weight = 0;
    const end = this.#events.findIndex((event) => (weight += weightOf(event)) > mostAtOnce);
    return this.#events.splice(0, end === -1 ? this.#events.length : Math.max(1, end));
  }
}

function weightOf({ event }: TimedEvent): number {
  return event.event === 'collected' ? event.tests.length : 1;
}
