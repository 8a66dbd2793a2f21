import type { PluginContext } from 'devmgr/plugin-api';
import { DevmgrError } from 'devmgr/plugin-api';
import { TestRuns, type TestCounts, type TestRun, type TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { readRun, type RunResult } from './read-run.js';
import { watchStall } from './watch-stall.js';

export type RunHost = Pick<PluginContext, 'services' | 'workspace' | 'clock'>;

export interface RunRequest {
  /** Empty: the suite. */
  readonly paths: readonly string[];
  /** The copy; `undefined`: the project itself. */
  readonly root: string | undefined;
  readonly signal: AbortSignal;
  onState?(state: TestRunState): void;
}

export interface FinishedRun extends RunResult {
  readonly counts: TestCounts;
  /** It was stopped, as no end was in sight. */
  readonly isEndless?: boolean;
}

export const noCounts: TestCounts = {
  passed: 0,
  failed: 0,
  errors: 0,
  skipped: 0,
  xfailed: 0,
  xpassed: 0,
  deselected: 0,
};

/** Runs tests to their end. Never rejects: what hinders a run is its result. Aborting stops pytest; so does a test that does not end. */
export async function runTests(host: RunHost, { paths, root, signal, onState }: RunRequest): Promise<FinishedRun> {
  const run = await start(host, paths, root).catch((error: unknown) => wordsOf(error));
  if (typeof run === 'string') return { verdict: 'unable', detail: run, failures: [], counts: noCounts };
  const stop = () => void run.cancel();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const stall = watchStall(run, host.clock);
  const following = run.state.onDidChange((state) => onState?.(state));
  onState?.(run.state.get());
  const state = await run.done;
  signal.removeEventListener('abort', stop);
  await following.dispose();
  const stalled = await stall.end();
  const result = readRun(state, root ?? host.workspace.root);
  if (stalled === undefined || signal.aborted) return { ...result, counts: state.counts };
  return { verdict: 'failed', ...stalled, isEndless: true, counts: state.counts };
}

async function start({ services }: RunHost, paths: readonly string[], root: string | undefined): Promise<TestRun> {
  const runs = await services.require(TestRuns);
  // Neither a file that cannot be loaded nor a first failure hides anything of the others, whatever the project's own options say.
  const args = ['--continue-on-collection-errors', '--maxfail=0'];
  return runs.start({ args, ...(paths.length > 0 ? { paths } : {}), ...(root === undefined ? {} : { root }) });
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const hint = DevmgrError.isInstance(error) ? error.hint : undefined;
  return hint === undefined ? error.message : `${error.message} ${hint}`;
}
