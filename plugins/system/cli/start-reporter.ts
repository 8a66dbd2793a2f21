import type { CliInvocation } from 'devmgr/plugin-api';
import type { ServerChange } from '../servers/server-host.js';
import { reportServer } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';
import { changeText } from './change-text.js';

/** Says what becomes of servers that run in the foreground: JSON lines on stdout, or sentences for people. */
export function startReporter(invocation: CliInvocation, { context }: SystemParts): (change: ServerChange) => void {
  const said = new Map<string, string>();
  const { clock, text, workspace } = context;
  return ({ before, after }) => {
    if (before === after) return;
    if (invocation.json) return invocation.stdout.write(`${JSON.stringify(reportServer(after, clock.now()))}\n`);
    const change = changeText(after, workspace.root, clock.now());
    if (!change || said.get(after.name) === change.text) return;
    said.set(after.name, change.text);
    const stream = change.isGood ? invocation.stdout : invocation.stderr;
    stream.write(`${text.redact(text.clean(change.text))}\n`);
  };
}
