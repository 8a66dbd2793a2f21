import type { ComposeFields } from './compose-fields.js';
import type { TomlTable } from './imported-servers.js';

/** What the settings take. */
const MOST_RESTARTS = 1_000;

const SIGNALS: Readonly<Record<number, string>> = { 1: 'SIGHUP', 2: 'SIGINT', 3: 'SIGQUIT', 15: 'SIGTERM' };

/** `availability` as `restart`; `undefined`: it is not started again. */
export function restartTable(process: ComposeFields): TomlTable | string | undefined {
  const fields = process.table('availability');
  if (!fields) return undefined;
  const restart = fields.text('restart') ?? 'no';
  const delay = fields.number('backoff_seconds');
  const most = fields.number('max_restarts') ?? 0;
  fields.tellRest(2);
  if (restart === 'exit_on_failure') fields.tell('restart', 'exit_on_failure has no counterpart: the others go on');
  const when = restart === 'always' ? 'always' : restart === 'on_failure' ? 'on-failure' : undefined;
  if (when === undefined) return undefined;
  if (delay === undefined && most <= 0) return when;
  return {
    when,
    // It waits always as long, where devmgr doubles.
    ...(delay !== undefined && delay > 0 && { delay, 'max-delay': delay }),
    ...(most > 0 && { 'max-restarts': Math.min(most, MOST_RESTARTS) }),
  };
}

/** `shutdown` as `stop`. */
export function stopTable(process: ComposeFields): TomlTable | undefined {
  const fields = process.table('shutdown');
  if (!fields) return undefined;
  const number = fields.number('signal');
  const timeout = fields.number('timeout_seconds');
  fields.tellRest(2);
  const signal = number === undefined ? undefined : SIGNALS[number];
  if (number !== undefined && signal === undefined)
    fields.tell('signal', `shutdown.signal ${number} has no counterpart: it is stopped with SIGTERM`);
  const table = {
    ...(signal !== undefined && signal !== 'SIGTERM' && { signal }),
    ...(timeout !== undefined && { timeout }),
  };
  return Object.keys(table).length > 0 ? table : undefined;
}
