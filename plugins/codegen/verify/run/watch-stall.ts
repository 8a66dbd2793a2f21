import type { Clock, Disposable } from 'devmgr/plugin-api';
import type { TestRun } from 'devmgr/plugin-api/contracts/test-runs';
import type { Failure } from './read-run.js';

/** Code that was just written may never end; no test that is of use says nothing for so long. */
export const stallMs = 10 * 60_000;

export interface Stall {
  /** Watches no longer. Gives what was going on when the run was stopped, `undefined` when it was not. */
  end(): Promise<{ readonly detail: string; readonly failures: readonly Failure[] } | undefined>;
}

/** Stops a run that has told nothing new for ten minutes. */
export function watchStall(run: TestRun, clock: Clock): Stall {
  let stalled: Awaited<ReturnType<Stall['end']>>;
  let timer: Disposable | undefined;
  const restart = () => {
    void timer?.dispose();
    timer = clock.setTimeout(() => {
      stalled = describe(run);
      void run.cancel();
    }, stallMs);
  };
  const following = run.state.onDidChange(restart);
  restart();
  return {
    async end() {
      await timer?.dispose();
      await following.dispose();
      return stalled;
    },
  };
}

function describe(run: TestRun): { readonly detail: string; readonly failures: readonly Failure[] } {
  const minutes = stallMs / 60_000;
  const running = [...run.state.get().cases.values()].filter((test) => test.outcome === 'running');
  const message = `did not end within ${minutes} minutes and was stopped`;
  return {
    detail: `Stopped: nothing came of the tests for ${minutes} minutes.`,
    failures: running.map(({ id, sections }) => ({ id, message, traceback: undefined, frames: [], sections })),
  };
}
