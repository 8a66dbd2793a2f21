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
      // A start that cannot even be tried ends too: that is told by its rejection.
      let isSpawned = false;
      const onChange = ({ before, after }: ServerChange) => {
        if (after.name !== name) return;
        isSpawned ||= 'pid' in after && after.pid !== undefined;
        lines.follow(manager.output(name));
        if (isSpawned || after.status !== 'stopped') report({ before, after });
        if (isSpawned && hasEnded(after) && !manager.isRestarting(name)) resolve(after);
      };
      owned.add(manager.onDidChange(onChange));
    });
    const started = manager.start(name, options);
    const interrupted = onAbort(invocation.signal);
    // A start that cannot even be tried rejects, and that is the answer.
    const outcome = await Promise.race([ended, interrupted, started.then(() => ended)]);
    if (outcome === 'interrupted') {
      await manager.stop(name);
      return ExitCode.interrupted;
    }
    const failure = manager.failure(name);
    if (failure !== undefined) throw failure;
    return outcome.status === 'crashed' ? ExitCode.notGood : ExitCode.ok;
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

function hasEnded({ status }: ServerState): boolean {
  return status === 'stopped' || status === 'crashed';
}

function onAbort(signal: AbortSignal): Promise<'interrupted'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('interrupted');
    else signal.addEventListener('abort', () => resolve('interrupted'), { once: true });
  });
}
