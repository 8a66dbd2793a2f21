import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { describeHolder } from '../servers/ports/describe-holder.js';
import { freeRefusal } from '../servers/ports/free-refusal.js';
import type { PortHolder } from '../servers/ports/port-holder.js';
import type { SystemParts } from '../system-parts.js';
import { portReport } from './list-ports.js';

/**
 * `server free PORT [--yes]`: ends what holds a port, after asking. 0 when it is free afterwards, 1 when the person did not agree. Rejects for what
 * devmgr does not end, and where nobody can be asked.
 */
export async function freePort(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const port = portOf(invocation.args[1]);
  const { clock, text } = parts.context;
  await parts.manager.discover();
  const { ports } = await parts.servers();
  const holder = await ports.holder(port);
  if (!holder) return say(invocation, port, undefined, `port ${port} is free`);
  const refusal = freeRefusal(holder, clock.now());
  if (refusal) throw refusal;
  const who = text.clean(describeHolder(holder, clock.now()));
  if (!(await agrees(invocation, port, who))) {
    invocation.stderr.write(`Nothing was ended\n`);
    return ExitCode.notGood;
  }
  const ended = await ports.free(port, holder);
  return say(invocation, port, ended, ended ? `port ${port} is free: ${who} was ended` : `port ${port} is free`);
}

function portOf(given: string | undefined): number {
  const port = given === undefined ? NaN : Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  const message = given === undefined ? 'Which port?' : `"${given}" is no port`;
  const hint = 'For example: devmgr server free 8000';
  throw new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}

async function agrees({ flags, openDialogue }: CliInvocation, port: number, who: string): Promise<boolean> {
  if (flags.boolean('yes')) return true;
  if (!openDialogue) {
    throw new DevmgrError({
      code: 'DEVMGR_INPUT_REQUIRED',
      message: `Port ${port} is held by ${who}, and nobody can be asked here`,
      hint: `End it without a question: devmgr server free ${port} --yes`,
      exitCode: ExitCode.usage,
    });
  }
  const dialogue = openDialogue();
  try {
    const reply = await dialogue.ask(`Port ${port} is held by ${who}. End it? [y/N] `);
    return reply.kind === 'line' && /^\s*y(?:es)?\s*$/i.test(reply.text);
  } finally {
    await dialogue.dispose();
  }
}

function say({ json, stdout }: CliInvocation, port: number, ended: PortHolder | undefined, line: string): number {
  stdout.write(json ? `${JSON.stringify({ port, ended: ended ? portReport(ended) : null })}\n` : `${line}\n`);
  return ExitCode.ok;
}
