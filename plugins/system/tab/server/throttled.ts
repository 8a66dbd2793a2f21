import type { Clock, Disposable } from 'devmgr/plugin-api';

/** Runs `work` at once, and what is asked within `everyMs` after it once more at the end of that time. */
export function throttled(clock: Clock, everyMs: number, work: () => void): Disposable & { ask(): void } {
  let timer: Disposable | undefined;
  let isAsked = false;
  const run = () => {
    isAsked = false;
    timer = clock.setTimeout(() => {
      timer = undefined;
      if (isAsked) run();
    }, everyMs);
    work();
  };
  return {
    ask() {
      isAsked = true;
      if (!timer) run();
    },
    dispose() {
      isAsked = false;
      void timer?.dispose();
    },
  };
}
