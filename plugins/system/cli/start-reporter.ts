import type { CliInvocation } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { exitText, serverWord } from '../servers/describe-server.js';
import type { ServerChange } from '../servers/server-book.js';
import { reportServer } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';

const CRASH_LINES = 10;

/** Says what becomes of a server that runs in the foreground: JSON lines on stdout, or sentences for people. */
export function startReporter(invocation: CliInvocation, parts: SystemParts): (change: ServerChange) => void {
  const { context } = parts;
  const say = (text: string) => void invocation.stderr.write(`${text}\n`);
  return ({ before, after }) => {
    if (before === after) return;
    if (invocation.json) {
      invocation.stdout.write(`${JSON.stringify(reportServer(after, context.clock.now()))}\n`);
      return;
    }
    const word = serverWord(after);
    if (word === serverWord(before)) return;
    if (word === 'healthy') invocation.stdout.write(`${healthyText(after)}\n`);
    else if (after.status === 'running' && after.health.kind === 'unhealthy')
      say(`! ${after.name} is unhealthy: ${after.health.reason}`);
    else if (after.status === 'crashed') say(crashText(after, invocation.stdout.isTTY, context.text.clean));
    else if (after.status === 'starting') say(`◐ ${after.name} starting ${after.target} at ${after.url}`);
    else if (after.status === 'stopped') say(`○ ${after.name} stopped`);
  };
}

function healthyText(state: ServerState): string {
  const facts = state.status === 'running' ? ` at ${state.url} (pid ${state.pid})` : '';
  return `● ${state.name} healthy${facts}`;
}

/** The last lines stand above already when stdout is the terminal. */
function crashText(
  state: Extract<ServerState, { status: 'crashed' }>,
  isSeen: boolean,
  clean: (text: string) => string,
): string {
  const lines = isSeen ? [] : state.lastLines.slice(-CRASH_LINES).map((line) => `  ${clean(line)}`);
  return [`✗ ${state.name} ${exitText(state.exit)}`, ...lines].join('\n');
}
