import { DisposableStore, ExitCode, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestRunsService } from '../results/test-runs-service.js';
import { ProjectWatch } from '../watch/project-watch.js';
import type { WatchParts } from '../watch/watch-session.js';
import { exitCodeOf } from './exit-code.js';
import { readOptions } from './read-options.js';
import { watchKeys } from './watch-keys.js';
import { WatchPrinter } from './watch-printer.js';

export interface WatchTestsParts extends Omit<WatchParts, 'options' | 'history' | 'runs'> {
  readonly runs: TestRunsService;
  readonly context: WatchParts['context'] & Pick<PluginContext, 'clock' | 'text'>;
  readonly history: WatchParts['history'] & { durationOf(id: string): number | undefined };
}

/**
 * `devmgr test --watch`: a run of everything that was asked for, then one after each change, until Ctrl-C, the key q, or nobody reads what is written. With
 * --json a document a line: `change`, `run` (with what `devmgr test --json` prints), `nothing` and `problem`. Resolves to the verdict of the last run.
 */
export async function watchTests(parts: WatchTestsParts, invocation: CliInvocation): Promise<number> {
  const asked = readOptions(invocation);
  const owned = new DisposableStore();
  let code: number = ExitCode.ok;
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  const { signal } = invocation;
  const isStopped = () => signal.aborted;
  if (isStopped()) return ExitCode.interrupted;
  signal.addEventListener('abort', end, { once: true });
  try {
    const watch = owned.add(new ProjectWatch({ ...parts, options: () => asked }));
    const printer = owned.add(new WatchPrinter(parts, invocation, end));
    owned.add(watch.state.onDidChange((state) => printer.show(state)));
    // Looking for an interpreter and for the sources may take long.
    await Promise.race([watch.start(), over]);
    if (isStopped()) return ExitCode.interrupted;
    owned.add(
      parts.runs.onDidEnd((state: TestRunState) => {
        code = exitCodeOf(state);
        printer.ended(state);
      }),
    );
    if (invocation.followSettings) owned.add(await invocation.followSettings());
    if (!isStopped()) watch.wish({ kind: asked.failed === true ? 'failed' : 'all' });
    owned.add(
      watchKeys(invocation, {
        wish: (wish) => watch.wish(wish),
        stop: () => void parts.runs.stop(),
        say: (words) => printer.say(words),
        quit: end,
      }),
    );
    await over;
    return isStopped() ? ExitCode.interrupted : code;
  } finally {
    signal.removeEventListener('abort', end);
    await owned.dispose();
    await parts.runs.stop();
  }
}
