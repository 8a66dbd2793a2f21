import { ExitCode, type CliInvocation, type Disposable } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { isNews } from '../servers/remote/is-news.js';
import { reportServer, type ServerReport } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';
import { printServers } from './print-servers.js';

/** Between two measurements of one server with `--metrics`, and between two tables. */
const MEASURES_MS = 1_000;

/**
 * `server status --watch [name]`: until Ctrl-C or until nobody reads any more. Resolves to 130.
 *
 * With `--json` one document a line: first `{"type":"snapshot","servers":[…]}`, then `{"type":"change","server":…}` whenever anything but a
 * measurement of a server is another; with `--metrics` also when those are, once a second at most. For people a table that is drawn anew; where
 * that cannot be, each changed server as a line.
 */
export async function watchStatus(invocation: CliInvocation, parts: SystemParts, name?: string): Promise<number> {
  const { manager } = parts;
  const settings = await invocation.followSettings?.();
  await manager.discover();
  if (name !== undefined) await manager.resolve(name);
  const wanted = () => manager.all.get().filter((state) => name === undefined || state.name === name);
  const watch = invocation.json || !invocation.stdout.isTTY ? tellChanges : redrawTable;
  const watching = watch(invocation, parts, wanted);
  await new Promise<void>((resolve) => {
    if (invocation.signal.aborted) resolve();
    else invocation.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await watching.dispose();
  await settings?.dispose();
  return ExitCode.interrupted;
}

type Wanted = () => readonly ServerState[];

function tellChanges(invocation: CliInvocation, parts: SystemParts, wanted: Wanted): Disposable {
  const { manager, context } = parts;
  const { clock, text } = context;
  const { json, stdout, flags } = invocation;
  const report = (state: ServerState) => reportServer(state, clock.now());
  const line = (server: ServerReport) =>
    stdout.write(json ? `${JSON.stringify({ type: 'change', server })}\n` : rows([server], text));
  const told = new Map(wanted().map((state) => [state.name, state]));
  const servers = [...told.values()].map(report);
  stdout.write(json ? `${JSON.stringify({ type: 'snapshot', servers })}\n` : printServers(servers, text));
  const tell = (measures: boolean) => {
    for (const state of wanted()) {
      const last = told.get(state.name);
      if (state === last || (last && !measures && !isNews(last, state))) continue;
      told.set(state.name, state);
      line(report(state));
    }
  };
  const watch = manager.all.onDidChange(() => tell(false));
  const timer = flags.boolean('metrics') ? clock.setInterval(() => tell(true), MEASURES_MS) : undefined;
  return {
    dispose() {
      void watch.dispose();
      void timer?.dispose();
    },
  };
}

/** Without the head of the table. */
function rows(servers: readonly ServerReport[], text: Parameters<typeof printServers>[1]): string {
  return printServers(servers, text).split('\n').slice(1).join('\n');
}

function redrawTable(invocation: CliInvocation, { manager, context }: SystemParts, wanted: Wanted): Disposable {
  const { clock, text } = context;
  const { stdout } = invocation;
  let height = 0;
  const draw = () => {
    const table = printServers(
      wanted().map((state) => reportServer(state, clock.now())),
      text,
    );
    const lines = table.split('\n').map((line) => text.truncate(line, Math.max(1, stdout.columns - 1)));
    // Up to the first line of the last table, and clear from there.
    stdout.write(`${height === 0 ? '' : `\x1b[${height}A`}\x1b[J${lines.join('\n')}`);
    height = lines.length - 1;
  };
  draw();
  const watch = manager.onDidChange(draw);
  const timer = clock.setInterval(draw, MEASURES_MS);
  return {
    dispose() {
      void watch.dispose();
      void timer.dispose();
    },
  };
}
