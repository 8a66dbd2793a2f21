import type { Disposable } from 'devmgr/plugin-api';

export interface FrameSchedulerOptions {
  /** Draws and writes one frame. */
  paint(): void;
  /** True while the terminal has not taken what was written before: frames are skipped rather than queued. */
  isBusy(): boolean;
  /** Called when `paint` throws; the next request paints again. */
  onError(error: unknown): void;
  readonly timers?: FrameTimers;
  /** Milliseconds between frames. Keys paint between them, so 30 a second are enough. */
  readonly interval?: number;
}

/** Time for the scheduler; `now` is monotonic. */
export interface FrameTimers {
  now(): number;
  set(callback: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

const processTimers: FrameTimers = {
  now: () => performance.now(),
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** At most one frame per interval; the first after a quiet time comes at once. */
export class FrameScheduler implements Disposable {
  readonly #options: FrameSchedulerOptions;
  readonly #timers: FrameTimers;
  readonly #interval: number;
  readonly #stats = { frames: 0, longestMs: 0 };
  #last = Number.NEGATIVE_INFINITY;
  #timer: unknown;
  #stopped = false;

  constructor(options: FrameSchedulerOptions) {
    this.#options = options;
    this.#timers = options.timers ?? processTimers;
    this.#interval = options.interval ?? 33;
  }

  get stats(): { readonly frames: number; readonly longestMs: number } {
    return this.#stats;
  }

  /** Something changed: a frame will follow. Cheap; call it at every change. */
  request(): void {
    if (this.#stopped || this.#timer !== undefined) return;
    this.#wait(Math.max(0, this.#last + this.#interval - this.#timers.now()));
  }

  /** Paints at once, for what a key did; the next frame keeps its distance from it. */
  now(): void {
    this.#cancel();
    this.#paint();
  }

  /** No frames until `resume`. */
  pause(): void {
    this.#stopped = true;
    this.#cancel();
  }

  resume(): void {
    this.#stopped = false;
  }

  dispose(): void {
    this.pause();
  }

  #wait(ms: number): void {
    this.#timer = this.#timers.set(() => {
      this.#timer = undefined;
      this.#paint();
    }, ms);
  }

  #cancel(): void {
    if (this.#timer !== undefined) this.#timers.clear(this.#timer);
    this.#timer = undefined;
  }

  #paint(): void {
    if (this.#stopped) return;
    if (this.#options.isBusy()) return this.#wait(this.#interval);
    const start = this.#timers.now();
    try {
      this.#options.paint();
    } catch (error) {
      this.#options.onError(error);
    }
    this.#last = this.#timers.now();
    this.#stats.frames++;
    this.#stats.longestMs = Math.max(this.#stats.longestMs, this.#last - start);
  }
}
