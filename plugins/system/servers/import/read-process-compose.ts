import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { ComposeFields } from './compose-fields.js';
import type { ImportedServer, ImportedServers, ImportNote, TomlTable } from './imported-servers.js';
import { processTable, type ProcessSurroundings } from './process-table.js';
import { ServerNames } from './server-names.js';
import { parseYaml } from './yaml-file.js';

export interface ComposeOptions {
  /** The file's name, for messages. */
  readonly file: string;
  /** There is a `.env` beside it, which process-compose reads for every process. */
  readonly hasDotenv: boolean;
}

const DEFAULT_SHELL = ['bash', '-c'];

/**
 * Reads a file of process-compose (https://f1bonacc1.github.io/process-compose/configuration/). Throws `DEVMGR_CONFIG_INVALID` with the line for what
 * is no YAML, and for files of containers.
 */
export async function readProcessCompose(text: string, { file, hasDotenv }: ComposeOptions): Promise<ImportedServers> {
  const { value, lineOf } = await parseYaml(text, file);
  const notes: ImportNote[] = [];
  const lines = new Map<string, number>();
  const names = new ServerNames();
  const tell = (path: readonly string[], said: string) => {
    const server = path[0] === 'processes' && path[1] !== undefined ? (names.of(path[1]) ?? path[1]) : undefined;
    notes.push({ server, line: lineOf(path), text: said });
  };
  const project = new ComposeFields(value, [], tell);
  const processes = project.table('processes');
  if (!processes) throw noProcesses(file, project.keys);
  for (const written of processes.keys) {
    const name = names.take(written);
    lines.set(name, lineOf(['processes', written]));
    if (name !== written) tell(['processes', written], `${written} cannot be a name here: it is called ${name}`);
  }
  const surroundings = { ...surroundingsOf(project, names, hasDotenv), isNeeded: neededBy(value) };
  const servers = processes.keys.flatMap((written): ImportedServer[] => {
    const table = processTable(processes.table(written), surroundings);
    return table ? [{ name: names.of(written) ?? written, table }] : [];
  });
  project.text('version');
  project.tellRest(0);
  return { format: 'process-compose', servers, lines, notes: notes.sort((a, b) => a.line - b.line) };
}

function surroundingsOf(
  project: ComposeFields,
  names: ServerNames,
  hasDotenv: boolean,
): Omit<ProcessSurroundings, 'isNeeded'> {
  const shell = project.table('shell');
  const command = shell?.text('shell_command');
  const argument = shell?.text('shell_argument');
  shell?.tellRest(0);
  const env: TomlTable = project.variables('environment');
  const envFiles = [...(hasDotenv ? ['.env'] : []), ...project.texts('env_file')];
  const [program = '', flag = ''] = DEFAULT_SHELL;
  return {
    shell: [command ?? program, argument ?? flag],
    env,
    envFiles,
    nameOf: (written) => names.of(written),
    ports: new Set(),
  };
}

function noProcesses(file: string, keys: readonly string[]): DevmgrError {
  const isContainers = keys.includes('services');
  const message = isContainers ? `${file} describes containers, which devmgr does not run` : `${file} has no processes`;
  const hint = isContainers
    ? 'Add one as a command: command = ["docker", "compose", "up", "NAME"], with stop and health as you like'
    : 'process-compose writes them below a key "processes"';
  return new DevmgrError({ code: 'DEVMGR_CONFIG_INVALID', message, hint, exitCode: ExitCode.config });
}

/** Whether a process depends on another one. */
function neededBy(project: unknown): (written: string) => boolean {
  const silent = new ComposeFields(project, [], () => undefined).table('processes');
  const needed = new Set(silent?.keys.flatMap((each) => silent.table(each)?.table('depends_on')?.keys ?? []));
  return (written) => needed.has(written);
}
