import type { StartRun } from './server-run.js';

/** Watches what somebody else has started: there is no process, and it ends when it is stopped. */
export function createUrlRunner(): StartRun {
  return ({ definition, env, onEvent }) => {
    let hasEnded = false;
    const stop = (): Promise<void> => {
      if (!hasEnded) {
        hasEnded = true;
        onEvent({ type: 'exited', exit: { kind: 'exited', code: 0 }, fault: undefined, awaitsChange: false });
      }
      return Promise.resolve();
    };
    onEvent({ type: 'spawned', pid: undefined });
    onEvent({ type: 'listening' });
    const facts = { command: [], equivalent: [], cwd: definition.cwd, env, interpreter: undefined };
    return { facts, stop, reload: () => false, dispose: stop };
  };
}
