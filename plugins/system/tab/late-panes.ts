import type { Clock, Disposable } from 'devmgr/plugin-api';

/** Long enough for the first frame, and soon enough that nobody waits for what comes after it. */
const AFTER_FIRST_FRAME_MS = 40;

export interface LatePanesOptions<Panes> {
  readonly clock: Clock;
  /** Reads the code that makes them. */
  load(): Promise<() => Panes>;
  /** They are made now. */
  made(panes: Panes): void;
  failed(error: unknown): void;
}

/** Panes that the first frame does not show: they are made after it, or when somebody wants them before. */
export class LatePanes<Panes> implements Disposable {
  readonly #options: LatePanesOptions<Panes>;
  readonly #timer: Disposable;
  readonly #waiting: (() => void)[] = [];
  #focus: ((panes: Panes) => void) | undefined;
  #panes: Panes | undefined;
  #isLoading = false;
  #isDisposed = false;

  constructor(options: LatePanesOptions<Panes>) {
    this.#options = options;
    this.#timer = options.clock.setTimeout(() => void this.#make(), AFTER_FIRST_FRAME_MS);
  }

  /** `undefined` until they are made. */
  get now(): Panes | undefined {
    return this.#panes;
  }

  /** Does something at once, or, in the order in which it was wanted, when they are made. */
  whenMade(act: () => void): void {
    if (this.#panes) return act();
    this.#waiting.push(act);
    void this.#make();
  }

  /** Gives the keys to one of them, unless they are meant for another place before it is made. */
  focus(act: (panes: Panes) => void): void {
    if (this.#panes) return act(this.#panes);
    this.#focus = act;
    void this.#make();
  }

  /** The keys go somewhere else. */
  keepFocus(): void {
    this.#focus = undefined;
  }

  dispose(): void {
    this.#isDisposed = true;
    void this.#timer.dispose();
  }

  async #make(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    void this.#timer.dispose();
    try {
      const make = await this.#options.load();
      if (this.#isDisposed) return;
      this.#panes = make();
      this.#options.made(this.#panes);
      this.#focus?.(this.#panes);
      for (const act of this.#waiting.splice(0)) act();
    } catch (error) {
      this.#isLoading = false;
      this.#options.failed(error);
    }
  }
}
