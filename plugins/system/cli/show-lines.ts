import { ExitCode, type CliInvocation, type OutputLine } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { lastLines } from './last-lines.js';
import { lineCount } from './line-count.js';
import { linePrefixes } from './line-prefixes.js';
import { meantServer, stateOf } from './server-reports.js';
import { wantedServers } from './wanted-servers.js';

const LINES = 100;

interface Said {
  readonly name: string;
  readonly lines: readonly OutputLine[];
}

/**
 * `server logs [name..]`: the last lines of servers, wherever they run; of several by time, each with its name. 1 when one does not run and has
 * said nothing since: what it said before is in `devmgr logs`.
 */
export async function showLines(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const count = lineCount(invocation, LINES);
  const names = (await wantedServers(invocation, parts)) ?? [await meantServer(parts)];
  const said = await Promise.all(names.map(async (name) => ({ name, lines: await linesOf(name, count, parts) })));
  if (invocation.json) invocation.stdout.write(`${JSON.stringify({ servers: said })}\n`);
  else print(said, invocation, parts);
  const silent = said.filter(({ lines }) => lines.length === 0);
  for (const { name } of silent) {
    const state = stateOf(parts, name);
    const why = state === undefined || state.status === 'stopped' ? 'does not run' : 'has said nothing';
    const hint = `  What was said before: devmgr logs --source ${name}`;
    invocation.stderr.write(parts.context.text.clean(`${name} ${why}\n${hint}\n`));
  }
  return silent.length > 0 ? ExitCode.notGood : ExitCode.ok;
}

async function linesOf(name: string, count: number, parts: SystemParts): Promise<readonly OutputLine[]> {
  const { manager, context } = parts;
  const { redact } = context.text;
  const output = manager.output(name);
  const tail = output && (await lastLines(output, count, context.clock));
  const lines = tail?.lines(tail.firstLine, tail.endLine - tail.firstLine) ?? [];
  return lines.map((line) => ({ ...line, text: redact(line.text) }));
}

function print(said: readonly Said[], { stdout }: CliInvocation, { context: { text } }: SystemParts): void {
  const prefixes = linePrefixes(
    said.map(({ name }) => name),
    stdout,
  );
  const all = said.flatMap(({ name, lines }) => lines.map((line) => ({ name, ...line })));
  const byTime = all.sort((a, b) => a.at - b.at);
  stdout.write(byTime.map((line) => `${prefixes.get(line.name) ?? ''}${text.clean(line.text)}\n`).join(''));
}
