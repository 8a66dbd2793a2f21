import { DisposableStore, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { ServerStartOptions, ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerChange } from '../servers/server-book.js';
import type { SystemParts } from '../system-parts.js';
import { LineStream } from './line-stream.js';
import { startReporter } from './start-reporter.js';

/**
 * `server start [name]`: in the foreground until it ends.
 *
 * Lines of the server go to stdout; with `--json` stdout has one JSON document for every change of state, and the lines
 * go to stderr. Resolves to 130 after Ctrl-C, 1 when the server crashed, 0 when another terminal stopped it.
 */
export async function startServer(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { manager, context } = parts;
  const options = startOptions(invocation);
  const name = await manager.resolve(invocation.args[1], options.app);
  const owned = new DisposableStore();
  const lines = new LineStream(invocation.json ? invocation.stderr : invocation.stdout, context.text);
  owned.add(lines);
  const report = startReporter(invocation, parts);
  try {
    const ended = new Promise<ServerState>((resolve) => {
      const onChange = (change: ServerChange) => {
        if (change.after.name !== name) return;
        lines.follow(manager.output(name));
        report(change);
        if (hasEnded(change) && !manager.isRestarting(name)) resolve(change.after);
      };
      owned.add(manager.onDidChange(onChange));
    });
    const started = manager.start(name, options);
    const interrupted = onAbort(invocation.signal);
    // A start that cannot even be tried rejects, and that is the answer.
    const outcome = await Promise.race([ended, interrupted, started.then(() => ended)]);
    if (outcome !== 'interrupted') return outcome.status === 'crashed' ? ExitCode.notGood : ExitCode.ok;
    await manager.stop(name);
    return ExitCode.interrupted;
  } finally {
    await owned.dispose();
  }
}

function startOptions({ flags }: CliInvocation): ServerStartOptions {
  const [app, host, port] = [flags.string('app'), flags.string('host'), flags.number('port')];
  return {
    ...(app !== undefined && { app }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(flags.boolean('reload') && { reload: true }),
  };
}

/** A start that is given up goes from starting to stopped: that is told by its rejection. */
function hasEnded({ before, after }: ServerChange): boolean {
  return after.status === 'crashed' || (after.status === 'stopped' && before.status !== 'starting');
}

function onAbort(signal: AbortSignal): Promise<'interrupted'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('interrupted');
    else signal.addEventListener('abort', () => resolve('interrupted'), { once: true });
  });
}
