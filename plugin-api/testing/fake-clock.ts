import { toDisposable, type Clock, type Disposable } from '../index.js';

interface Timer {
  at: number;
  readonly every: number | undefined;
  readonly callback: () => void;
}

/** A clock that stands still until `advance` moves it; timers fire in order of their times. */
export class FakeClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now = 0) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** How many timers are waiting: 0 when everything was released. */
  get pending(): number {
    return this.#timers.size;
  }

  setTimeout(callback: () => void, ms: number): Disposable {
    return this.#add({ at: this.#now + ms, every: undefined, callback });
  }

  setInterval(callback: () => void, ms: number): Disposable {
    return this.#add({ at: this.#now + ms, every: Math.max(1, ms), callback });
  }

  /** Moves the time on by `ms` milliseconds and fires what is due on the way. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = next.at;
      if (next.every === undefined) this.#timers.delete(next);
      else next.at += next.every;
      next.callback();
    }
    this.#now = until;
  }

  #add(timer: Timer): Disposable {
    this.#timers.add(timer);
    return toDisposable(() => void this.#timers.delete(timer));
  }

  #next(until: number): Timer | undefined {
    const due = [...this.#timers].filter((timer) => timer.at <= until);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
