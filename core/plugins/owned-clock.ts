import { toDisposable, type Clock, type Disposable } from 'devmgr/plugin-api';

/** The system's clock; every timer it makes is handed to `own`, which releases it with its owner. */
export function ownedClock(own: <T extends Disposable>(item: T) => T, report: (error: unknown) => void): Clock {
  const guarded = (callback: () => void) => () => {
    try {
      callback();
    } catch (error) {
      report(error);
    }
  };
  return {
    now: () => Date.now(),
    setTimeout(callback, ms) {
      const item: Disposable = toDisposable(() => clearTimeout(timer));
      // A timer that has fired is released, so that its owner forgets it.
      const fire = guarded(() => {
        void item.dispose();
        callback();
      });
      const timer = setTimeout(fire, ms);
      return own(item);
    },
    setInterval(callback, ms) {
      const timer = setInterval(guarded(callback), ms);
      return own(toDisposable(() => clearInterval(timer)));
    },
  };
}
