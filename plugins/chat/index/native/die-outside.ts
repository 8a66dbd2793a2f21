import { threadGate } from './thread-gate.js';

const longestMs = 5_000;

/** An error that nobody caught ends this thread as ever, but not while native code is under way in it: see `NativeGate`. */
export function dieOutsideNativeCode(): void {
  process.on('uncaughtException', function onError(error: unknown) {
    void threadGate.shut(longestMs).then(() => {
      process.off('uncaughtException', onError);
      setImmediate(() => {
        throw error;
      });
    });
  });
}
