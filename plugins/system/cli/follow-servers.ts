import { DisposableStore, ExitCode, type CliInvocation, type LineBuffer } from 'devmgr/plugin-api';
import { isOver } from '../servers/remote/is-over.js';
import type { SystemParts } from '../system-parts.js';
import { lastLines } from './last-lines.js';
import { lineCount } from './line-count.js';
import { linePrefixes } from './line-prefixes.js';
import { LineStream } from './line-stream.js';
import { stateOf } from './server-reports.js';
import { startReporter } from './start-reporter.js';

/** Of what was said before. */
const LINES = 10;
/** The last lines of a server come after the news of its end. */
const LAST_LINES_MS = 200;

/**
 * Prints the lines of servers that other devmgrs run, and what becomes of them. With `--json` stdout has one document for every change of
 * state, and the lines go to stderr.
 *
 * Resolves when all have ended: to 1 when one crashed, else 0; after Ctrl-C to 130, and then they go on.
 */
export async function followServers(
  invocation: CliInvocation,
  parts: SystemParts,
  names: readonly string[],
): Promise<number> {
  const { manager, context } = parts;
  const { signal, stderr } = invocation;
  const count = lineCount(invocation, LINES);
  const settings = await invocation.followSettings?.();
  const owned = new DisposableStore();
  if (settings) owned.add(settings);
  const report = startReporter(invocation, parts);
  const sink = invocation.json ? stderr : invocation.stdout;
  const prefixes = linePrefixes(names, sink);
  const follow = names.map((name) => follower(name, count, parts, owned.add(stream(name))));
  function stream(name: string): LineStream {
    return new LineStream(sink, context.text, prefixes.get(name));
  }
  const ended = new Promise<void>((resolve) => {
    const look = () => {
      for (const each of follow) each();
      const isEnd = names.every((name) => hasEnded(name, parts));
      if (isEnd || signal.aborted) owned.add(context.clock.setTimeout(resolve, signal.aborted ? 0 : LAST_LINES_MS));
    };
    owned.add(manager.onDidChange((change) => names.includes(change.after.name) && report(change)));
    owned.add(manager.all.onDidChange(look));
    signal.addEventListener('abort', look, { once: true });
    look();
  });
  await ended;
  await owned.dispose();
  if (!signal.aborted) return names.some((name) => hasCrashed(name, parts)) ? ExitCode.notGood : ExitCode.ok;
  if (stderr.isTTY) stderr.write(context.text.clean(`Left running. Stop: devmgr server stop ${names.join(' ')}\n`));
  return ExitCode.interrupted;
}

/** Its lines, of whatever devmgr runs it now: those that were said before as few as wanted, those of the next devmgr all. */
function follower(name: string, count: number, { manager, context }: SystemParts, stream: LineStream): () => void {
  let current: LineBuffer | undefined;
  return () => {
    const output = manager.output(name);
    if (output === undefined || output === current) return;
    const isFirst = current === undefined;
    current = output;
    if (!isFirst) return stream.follow(output);
    void lastLines(output, count, context.clock).then((tail) => current === output && stream.follow(tail));
  };
}

function hasEnded(name: string, parts: SystemParts): boolean {
  const state = stateOf(parts, name);
  return !parts.manager.isRestarting(name) && (state === undefined || isOver(state));
}

function hasCrashed(name: string, parts: SystemParts): boolean {
  return stateOf(parts, name)?.status === 'crashed';
}
