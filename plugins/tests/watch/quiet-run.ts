import type { Clock, Disposable } from 'devmgr/plugin-api';

/** A run that says nothing for so long may hang; slow tests are none of its. */
const QUIET_MS = 5_000;

/** Tells whether a run that somebody waits for has been quiet for some seconds. */
export class QuietRun implements Disposable {
  readonly #clock: Clock;
  readonly #onChange: (isQuiet: boolean) => void;
  #timer: Disposable | undefined;
  #heardAt: number;
  #isQuiet = false;

  constructor(clock: Clock, onChange: (isQuiet: boolean) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
    this.#heardAt = clock.now();
  }

  /** The run has said something. */
  heard(): void {
    this.#heardAt = this.#clock.now();
    if (!this.#isQuiet) return;
    this.#isQuiet = false;
    this.#look();
    this.#onChange(false);
  }

  /** Whether somebody waits for its end. */
  wait(isWaitedFor: boolean): void {
    if (isWaitedFor) this.#look();
    else this.dispose();
  }

  dispose(): void {
    void this.#timer?.dispose();
    this.#timer = undefined;
    this.#isQuiet = false;
  }

  #look(): void {
    if (this.#timer || this.#isQuiet) return;
    const left = Math.max(0, this.#heardAt + QUIET_MS - this.#clock.now());
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      if (this.#clock.now() < this.#heardAt + QUIET_MS) return this.#look();
      this.#isQuiet = true;
      this.#onChange(true);
    }, left);
  }
}
