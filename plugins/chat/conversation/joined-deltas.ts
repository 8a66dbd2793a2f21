import type { Clock, Disposable } from 'devmgr/plugin-api';

/** How often text that comes is handed on: what shows it looks at all of it each time. */
const everyMs = 30;

/** Text that comes in small pieces, handed on as joined ones: the first at once, later ones no sooner than 30 ms after the last. */
export class JoinedDeltas implements Disposable {
  readonly #clock: Clock;
  readonly #publish: (text: string) => void;
  #waiting = '';
  #publishedAt = -Infinity;
  #timer: Disposable | undefined;

  constructor(clock: Clock, publish: (text: string) => void) {
    this.#clock = clock;
    this.#publish = publish;
  }

  add(text: string): void {
    this.#waiting += text;
    const left = this.#publishedAt + everyMs - this.#clock.now();
    // A clock that was set back is not waited for. Also with a timer: one may be late.
    if (left <= 0 || left > everyMs) this.flush();
    else this.#timer ??= this.#clock.setTimeout(() => this.flush(), left);
  }

  /** Hands on what is waiting: before something else is said of the answer. */
  flush(): void {
    this.dispose();
    const text = this.#waiting;
    if (text === '') return;
    this.#waiting = '';
    this.#publishedAt = this.#clock.now();
    this.#publish(text);
  }

  /** Waits no longer; what is waiting stays. */
  dispose(): void {
    void this.#timer?.dispose();
    this.#timer = undefined;
  }
}
