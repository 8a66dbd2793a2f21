import { commandTable } from './command-table.js';
import type { ComposeFields } from './compose-fields.js';
import type { TomlTable } from './imported-servers.js';
import { envFileField } from './env-file-field.js';
import { fromFolder } from './from-folder.js';
import { healthTable } from './health-table.js';
import { restartTable, stopTable } from './process-policies.js';

/** What a file says for all of its processes. */
export interface ProcessSurroundings {
  readonly shell: readonly string[];
  readonly env: TomlTable;
  readonly envFiles: readonly string[];
  /** What a process of the file is called here; `undefined`: there is none. */
  nameOf(written: string): string | undefined;
  /** Another process depends on it. */
  isNeeded(written: string): boolean;
  /** Those that servers have got already. */
  readonly ports: Set<number>;
}

/** Seconds until a process is called started, which counts for daemons only. */
const SILENT = ['launch_timeout_seconds'];

const CONDITIONS: Readonly<Record<string, string>> = {
  process_started: 'started',
  process_healthy: 'healthy',
  process_log_ready: 'healthy',
  process_completed_successfully: 'completed',
  process_completed: 'completed',
};

/** A process as the table of a server; `undefined`: it runs nothing, and that was told. */
export function processTable(fields: ComposeFields | undefined, around: ProcessSurroundings): TomlTable | undefined {
  const cwd = fields?.text('working_dir') ?? '.';
  const begun = fields && commandOf(fields, around);
  if (!fields || !begun) return undefined;
  const command = fromFolder(begun, cwd);
  const restart = restartTable(fields);
  const { port, health } = healthTable(fields, { ...around, port: portOf(command) }, restart !== undefined);
  const stop = stopTable(fields);
  const env = { ...around.env, ...(command['env'] as TomlTable | undefined), ...fields.variables('environment') };
  const envFiles = [...around.envFiles, ...fields.texts('env_file')];
  const dependsOn = dependenciesOf(fields, around);
  if (fields.truth('is_daemon'))
    fields.tell('is_daemon', 'is_daemon has no counterpart: the command must not go to the background');
  for (const key of SILENT) fields.text(key);
  const isDisabled = fields.truth('disabled');
  const isWaitedFor = isDisabled && around.isNeeded(fields.path.at(-1) ?? '');
  if (isWaitedFor) fields.tell('disabled', 'disabled becomes autostart = false: others depend on it, and start it');
  fields.tellRest(2);
  return {
    ...command,
    ...(port !== undefined && command['port'] === undefined && { port }),
    ...(cwd !== '.' && { cwd: command['cwd'] ?? cwd }),
    ...(Object.keys(env).length > 0 && { env }),
    ...envFileField(envFiles, command),
    ...(Object.keys(dependsOn).length > 0 && { 'depends-on': dependsOn }),
    ...(health && { health }),
    ...(restart && { restart }),
    ...(stop && { stop }),
    ...(isDisabled && (isWaitedFor ? { autostart: false } : { disabled: true })),
  };
}

/** An entrypoint counts only where there is no command. */
function commandOf(fields: ComposeFields, { shell, ports }: ProcessSurroundings): TomlTable | undefined {
  const command = fields.command('command');
  const entrypoint = fields.texts('entrypoint');
  if (command === undefined || command === '') {
    if (entrypoint.length > 0) return { command: entrypoint };
    fields.tell('command', 'it has no command, and is left out');
    return undefined;
  }
  if (command.includes('{{')) fields.tell('command', 'command has a template ({{…}}) that is not filled in');
  const table = commandTable(command.replaceAll('$$', '$'), { shell, note: (text) => fields.tell('command', text) });
  const port = portOf(table);
  if (port !== undefined) ports.add(port);
  return table;
}

function portOf({ port }: TomlTable): number | undefined {
  return typeof port === 'number' ? port : undefined;
}

function dependenciesOf(fields: ComposeFields, around: ProcessSurroundings): TomlTable {
  const dependencies = fields.table('depends_on');
  const pairs = (dependencies?.keys ?? []).flatMap((written): [string, string][] => {
    const name = around.nameOf(written);
    const each = dependencies?.table(written);
    const condition = each?.text('condition') ?? 'process_started';
    each?.tellRest(2);
    if (name === undefined) {
      dependencies?.tell(written, `depends_on names ${written}, which is no process of the file`);
      return [];
    }
    if (condition === 'process_completed')
      dependencies?.tell(written, `process_completed of ${written} holds here only when it ends with code 0`);
    const known = CONDITIONS[condition];
    if (known === undefined)
      dependencies?.tell(written, `depends_on ${written}: ${condition} has no counterpart; healthy is meant`);
    return [[name, known ?? 'healthy']];
  });
  return Object.fromEntries(pairs);
}
