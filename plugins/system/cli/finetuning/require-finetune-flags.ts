import { DevmgrError, ExitCode, type CliInvocation, type FlagSpec } from 'devmgr/plugin-api';

const REQUEST = ['create', 'check'];
/** Which actions a flag says something to. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  provider: ['list', 'create', 'check', 'models'],
  model: REQUEST,
  'training-file': REQUEST,
  'validation-file': REQUEST,
  method: REQUEST,
  set: REQUEST,
  suffix: ['create'],
  seed: ['create'],
  wait: ['create'],
  yes: ['create', 'cancel', 'remove'],
};
/** Words behind the action. */
const MOST_WORDS: Readonly<Record<string, number>> = { list: 0, adapters: 0 };

/** Rejects flags and words that say nothing to an action: whoever wrote them expects something of them. */
export function requireFinetuneFlags(
  action: string,
  { flags, args, rest }: Pick<CliInvocation, 'flags' | 'args' | 'rest'>,
  known: readonly FlagSpec[],
): void {
  const stray = known.find(({ name, type }) => {
    if (ACTIONS[name]?.includes(action) ?? true) return false;
    if (type === 'boolean') return flags.boolean(name);
    if (type === 'number') return flags.number(name) !== undefined;
    return flags.string(name) !== undefined || flags.strings(name).length > 0;
  });
  if (stray)
    throw usage(`finetune ${action} has no --${stray.name}`, `It belongs to: ${ACTIONS[stray.name]?.join(', ')}`);
  const word = [...args.slice(1 + (MOST_WORDS[action] ?? 1)), ...rest][0];
  if (word !== undefined) throw usage(`finetune ${action} takes no "${word}"`, `Leave out ${JSON.stringify(word)}`);
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
