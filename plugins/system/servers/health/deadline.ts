/** Ends work after a time or with the signal of whoever asked for it, whichever comes first. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** The time was up; false also when whoever asked has lost interest. */
  readonly isOver: boolean;
  /** Call it when the work is done: lets go of timer and signal. */
  clear(): void;
}

/** Not `AbortSignal.any`: that is kept as long as its sources, and a server is looked at for days with one signal. */
export function deadline(source: AbortSignal, ms: number): Deadline {
  const controller = new AbortController();
  let isOver = false;
  const forward = () => controller.abort();
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort();
  }, ms);
  source.addEventListener('abort', forward, { once: true });
  if (source.aborted) forward();
  return {
    signal: controller.signal,
    get isOver() {
      return isOver;
    },
    clear() {
      clearTimeout(timer);
      source.removeEventListener('abort', forward);
    },
  };
}
