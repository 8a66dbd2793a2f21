import { fromFolder } from './from-folder.js';
import type { TomlTable } from './imported-servers.js';
import { plainCommand } from './plain-command.js';
import { uvicornTable } from './uvicorn-table.js';

export interface CommandOptions {
  /** What runs a command that needs a shell, the text not included. */
  readonly shell: readonly string[];
  /** What `$PORT` is; `undefined`: the program of the file gives none. */
  readonly port?: number | undefined;
  /** `PORT` is given also where the command does not speak of it. */
  readonly tellsPort?: boolean | undefined;
  readonly note: (text: string) => void;
}

const FOLDER_FIRST = /^cd\s+(?<folder>[^\s"'`$&;|<>*?~]+)\s*&&\s*(?<rest>[^]+)$/;
const PORT = /\$PORT\b|\$\{PORT(?::?-(?<standard>\d+))?\}/g;

/**
 * A command line of another program's file as fields of a server: an application where uvicorn serves one, else the command. What only a shell
 * understands is left to one.
 */
export function commandTable(line: string, options: CommandOptions): TomlTable {
  const { folder, rest } = FOLDER_FIRST.exec(line.trim())?.groups ?? { rest: line.trim() };
  const table = tableOf(rest ?? '', options);
  if (folder === undefined || folder === '.') return table;
  return { ...fromFolder(table, folder), cwd: folder };
}

function tableOf(line: string, options: CommandOptions): TomlTable {
  const { shell, tellsPort = false, note } = options;
  const port = portOf(line, options.port);
  const filled = port === undefined ? line : line.replaceAll(PORT, String(port.value));
  const told = port === undefined ? {} : { port: port.value };
  const plain = plainCommand(filled);
  const isTold = port !== undefined || tellsPort;
  const forPort = isTold && options.port !== undefined ? { PORT: String(port?.value ?? options.port) } : {};
  if (plain === undefined) return withEnv({ command: [...shell, line], ...told }, forPort);
  const { env, text, words } = plain;
  const app = uvicornTable(words, note);
  // An application gets the next free port of the project's row, as everything else here; a number that was written stays.
  if (app !== undefined) {
    if (port?.isGiven !== true) return withEnv(app, env);
    note('$PORT is left out: devmgr gives it the next port of the project; write port = ... for a fixed one');
    return withEnv(omit(app, 'port'), env);
  }
  return withEnv({ command: text, ...told }, { ...forPort, ...env });
}

/** The port that the command speaks of. `isGiven`: it is not written there but given by the other program. */
function portOf(line: string, port: number | undefined): { value: number; isGiven: boolean } | undefined {
  const standards = [...line.matchAll(PORT)].map(({ groups }) => groups?.['standard']);
  if (standards.length === 0 || port === undefined) return undefined;
  const written = standards.find((each) => each !== undefined);
  return { value: written === undefined ? port : Number(written), isGiven: written === undefined };
}

function withEnv(table: TomlTable, env: TomlTable): TomlTable {
  return Object.keys(env).length === 0 ? table : { ...table, env };
}

function omit(table: TomlTable, key: string): TomlTable {
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== key));
}
