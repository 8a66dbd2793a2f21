import { DevmgrError, ExitCode, type CliFlags, type FlagSpec } from 'devmgr/plugin-api';

const CALL = ['call'];
/** Which actions a flag says something to. One that does not stand here is not looked at. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  app: ['start'],
  host: ['start'],
  port: ['start'],
  reload: ['start'],
  detach: ['start'],
  // Without it `status` and `list` tell of all, too.
  all: ['start', 'stop', 'restart', 'reload', 'status', 'list', 'logs', 'attach'],
  watch: ['status'],
  metrics: ['status'],
  lines: ['logs', 'attach'],
  write: ['import'],
  yes: ['free'],
  header: CALL,
  query: CALL,
  param: CALL,
  data: CALL,
  form: CALL,
  follow: CALL,
  output: CALL,
  timeout: CALL,
  save: CALL,
  saved: CALL,
  list: CALL,
  curl: CALL,
};

/** Rejects flags that say nothing to an action: whoever wrote them expects something of them. `flags`: as the manifest names them. */
export function requireFlags(action: string, given: CliFlags, flags: readonly FlagSpec[]): void {
  const strays = flags.filter(({ name }) => !(ACTIONS[name] ?? [action]).includes(action));
  const stray = strays.find((flag) => isGiven(given, flag));
  if (!stray) return;
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `server ${action} has no --${stray.name}`,
    hint: `It belongs to: ${ACTIONS[stray.name]?.map((each) => `server ${each}`).join(', ')}`,
    exitCode: ExitCode.usage,
  });
}

function isGiven(flags: CliFlags, { name, type }: FlagSpec): boolean {
  if (type === 'boolean') return flags.boolean(name);
  if (type === 'number') return flags.number(name) !== undefined;
  return flags.string(name) !== undefined || flags.strings(name).length > 0;
}
