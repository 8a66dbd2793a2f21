import type { ImportedServer, ImportedServers, ImportNote } from './imported-servers.js';
import { commandTable } from './command-table.js';
import { envFileField } from './env-file-field.js';
import { ServerNames } from './server-names.js';

/** As foreman and honcho read it: `name: command`, one a line; `#` begins a comment. */
const ENTRY = /^([A-Za-z0-9_.-]+)\s*:\s*(.+)$/;
/** foreman gives the first process this port, and each that follows one a hundred above. */
const FIRST_PORT = 5_000;
const PORT_STEP = 100;

export interface ProcfileOptions {
  /** There is a file of variables beside it, which foreman reads for every process. */
  readonly hasDotenv: boolean;
}

/** Reads a Procfile. `$PORT` becomes what foreman would give, or is left to devmgr where it serves the application itself. */
export function readProcfile(text: string, { hasDotenv }: ProcfileOptions): ImportedServers {
  const notes: ImportNote[] = [];
  const servers: ImportedServer[] = [];
  const lines = new Map<string, number>();
  const names = new ServerNames();
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const [, written = '', command = ''] = ENTRY.exec(content) ?? [];
    if (command === '') {
      notes.push({ server: undefined, line, text: `"${content.slice(0, 60)}" is not written as name: command` });
      continue;
    }
    const name = names.take(written);
    lines.set(name, line);
    const note = (said: string) => void notes.push({ server: name, line, text: said });
    if (name !== written) note(renamed(written, name, servers));
    const port = FIRST_PORT + PORT_STEP * servers.length;
    const table = commandTable(command, { shell: ['sh', '-c'], port, tellsPort: written === 'web', note });
    servers.push({ name, table: { ...table, ...envFileField(hasDotenv ? ['.env'] : [], table) } });
  }
  return { format: 'Procfile', servers, lines, notes };
}

function renamed(written: string, name: string, before: readonly ImportedServer[]): string {
  const isTaken = before.some((each) => each.name === written);
  return `${written} ${isTaken ? 'is the name of another one already' : 'cannot be a name here'}: it is called ${name}`;
}
