import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { RunTally } from '../../results/run-tally.js';

/** Running tests that are shown at most. */
const mostRunning = 8;

/** Gives the tests that run now; those of workers in the order of the workers, so that each keeps its line. */
export function createRunningTests(): (state: TestRunState) => readonly TestCase[] {
  const tally = new RunTally();
  return (state) => {
    tally.follow(state);
    return state.status === 'running' ? [...tally.running].sort(byWorker).slice(0, mostRunning) : [];
  };
}

/** Lines for them: as many as there are workers for the whole run, so that nothing jumps between two tests. */
export function runningLines(state: TestRunState, height: number): number {
  if (state.status !== 'collecting' && state.status !== 'running') return 0;
  const tests = Math.min(Math.max(1, state.workers), height < 28 ? 2 : mostRunning);
  // One alone needs no header.
  return tests === 1 ? 1 : tests + 1;
}

/** `gw2` before `gw10`. */
function byWorker(a: TestCase, b: TestCase): number {
  return numberOf(a) - numberOf(b) || (a.startedAt ?? 0) - (b.startedAt ?? 0);
}

function numberOf({ worker }: TestCase): number {
  return Number(/\d+$/.exec(worker ?? '')?.[0] ?? -1);
}
