/**
 * Which of a tab's stops has the focus. The stops are asked for each time, so hidden and removed ones drop out
 * by themselves; when the focused one does, its place in the order is taken by the stop that follows.
 */
export class FocusRing<Stop> {
  readonly #stops: () => readonly Stop[];
  readonly #changed: (now: Stop | undefined, before: Stop | undefined) => void;
  #current: Stop | undefined;
  #place = 0;

  /** `stops` in Tab order; `changed` is told of every move of the focus. */
  constructor(stops: () => readonly Stop[], changed: (now: Stop | undefined, before: Stop | undefined) => void) {
    this.#stops = stops;
    this.#changed = changed;
  }

  get current(): Stop | undefined {
    return this.#current;
  }

  /** Moves the focus there, if it is a stop. */
  focus(stop: Stop): void {
    if (this.#stops().includes(stop)) this.#move(stop);
  }

  /** `step` 1 for the next stop, -1 for the one before; goes round. */
  step(step: 1 | -1): void {
    this.settle();
    const stops = this.#stops();
    const at = this.#current === undefined ? -1 : stops.indexOf(this.#current);
    if (stops.length > 0) this.#move(stops[(at + step + stops.length) % stops.length]);
  }

  /** Gives the focus to a stop that exists: call it when stops came, went or were hidden. */
  settle(): void {
    const stops = this.#stops();
    if (this.#current !== undefined && stops.includes(this.#current)) {
      this.#place = stops.indexOf(this.#current);
    } else {
      this.#move(stops[Math.min(this.#place, stops.length - 1)]);
    }
  }

  #move(stop: Stop | undefined): void {
    const before = this.#current;
    if (stop !== undefined) this.#place = this.#stops().indexOf(stop);
    if (stop === before) return;
    this.#current = stop;
    this.#changed(stop, before);
  }
}
