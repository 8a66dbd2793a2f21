import type { CliInvocation } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { crashCause } from '../servers/crash-cause.js';
import { exitText, serverWord } from '../servers/describe-server.js';
import type { ServerChange } from '../servers/server-book.js';
import { reportServer } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';

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
    else if (after.status === 'crashed') say(context.text.clean(crashText(after, context.workspace.root)));
    else if (after.status === 'starting') say(`◐ ${after.name} starting ${after.target} at ${after.url}`);
    else if (after.status === 'stopped') say(`○ ${after.name} stopped`);
  };
}

function healthyText(state: ServerState): string {
  const facts = state.status === 'running' ? ` at ${state.url} (pid ${state.pid})` : '';
  return `● ${state.name} healthy${facts}`;
}

/** The whole output was printed already: here only where it ended and why. */
function crashText({ name, exit, lastLines }: Extract<ServerState, { status: 'crashed' }>, root: string): string {
  const { message, frame } = crashCause(lastLines, root);
  const place = frame ? [`  ${frame.path}:${frame.line}`] : [];
  const said = message === undefined ? [] : [`  ${message}`];
  return [`✗ ${name} ${exitText(exit)}`, ...place, ...said].join('\n');
}
