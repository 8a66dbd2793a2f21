import type { Event, ReadonlyStore } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';

/** Runs of the project, as far as somebody has to give way to them. */
export interface RunsBeside {
  readonly current: ReadonlyStore<TestRunState>;
  readonly isBusy: boolean;
  readonly onDidEnd: Event<TestRunState>;
}

/** Resolves when no run is on. A run that could not begin ends without saying so, but what is shown changes. Rejects when `signal` is aborted. */
export async function noRun(runs: RunsBeside, signal: AbortSignal): Promise<void> {
  while (runs.isBusy) {
    await new Promise<void>((resolve) => {
      const done = () => {
        for (const item of listening) void item.dispose();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const listening = [runs.current.onDidChange(() => !runs.isBusy && done()), runs.onDidEnd(done)];
      signal.addEventListener('abort', done);
    });
    signal.throwIfAborted();
  }
}
