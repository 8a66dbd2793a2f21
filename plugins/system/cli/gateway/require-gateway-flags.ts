import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';

const START = ['start'];
/** Which actions a flag says something to. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  host: START,
  port: START,
  record: START,
  limit: ['log'],
  failed: ['log'],
  follow: ['log'],
  model: ['replay'],
  show: ['token'],
  rotate: ['token'],
};
/** Words behind the action. */
const MOST_WORDS: Readonly<Record<string, number>> = { log: 50, replay: 1 };

/** Rejects flags and words that say nothing to an action: whoever wrote them expects something of them. */
export function requireGatewayFlags(
  action: string,
  { flags, args, rest }: Pick<CliInvocation, 'flags' | 'args' | 'rest'>,
): void {
  const stray = Object.entries(ACTIONS).find(([name, actions]) => !actions.includes(action) && isGiven(flags, name));
  if (stray) throw usage(`gateway ${action} has no --${stray[0]}`, `It belongs to: gateway ${stray[1].join(', ')}`);
  const word = [...args.slice(1 + (MOST_WORDS[action] ?? 0)), ...rest][0];
  if (word !== undefined) throw usage(`gateway ${action} takes no "${word}"`, `Leave out ${JSON.stringify(word)}`);
}

const BOOLEANS = new Set(['show', 'rotate', 'failed', 'follow']);
const NUMBERS = new Set(['port', 'limit']);

function isGiven(flags: CliInvocation['flags'], name: string): boolean {
  if (BOOLEANS.has(name)) return flags.boolean(name);
  return (NUMBERS.has(name) ? flags.number(name) : flags.string(name)) !== undefined;
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
