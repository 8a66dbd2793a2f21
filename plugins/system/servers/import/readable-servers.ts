import { isTable } from '../definition/fields/field.js';
import { MOST_TABLES } from '../definition/layered-tables.js';
import { misfits } from '../definition/misfits.js';
import { readServerTable } from '../definition/server-table.js';
import type { ImportedServer, ImportedServers, TomlTable } from './imported-servers.js';
import { withoutLostDependencies } from './lost-dependencies.js';

type Tell = (text: string) => void;

/** The servers with nothing that the settings would refuse: what is left out of them is told as notes. */
export function readableServers(imported: ImportedServers): ImportedServers {
  const notes = [...imported.notes];
  const tellOf =
    (server: string | undefined): Tell =>
    (text) =>
      void notes.push({ server, line: imported.lines.get(server ?? '') ?? 1, text });
  const { length } = imported.servers;
  if (length > MOST_TABLES)
    tellOf(undefined)(`of ${length} servers the first ${MOST_TABLES} are taken: no more are read from settings`);
  const right = imported.servers.slice(0, MOST_TABLES).flatMap(({ name, table }): ImportedServer[] => {
    const read = readableTable(table, tellOf(name));
    return read ? [{ name, table: read }] : [];
  });
  const servers = withoutLostDependencies(right, (name, text) => tellOf(name)(text));
  return { ...imported, servers, notes: notes.sort((a, b) => a.line - b.line) };
}

/** `undefined`: nothing of it can be run. */
function readableTable(table: TomlTable, tell: Tell): TomlTable | undefined {
  const fields = withoutMisfits(readableFields(table, '', tell), tell);
  if ('command' in fields || 'app' in fields) return fields;
  tell('it is left out: there is nothing to run then');
  return undefined;
}

/** `inside`: of the table of a server, the key that has these fields; empty: they are its own. */
function readableFields(table: TomlTable, inside: string, tell: Tell): TomlTable {
  const problemOf = (fields: TomlTable) => {
    const reading = readServerTable(inside === '' ? fields : { [inside]: fields });
    return 'problems' in reading ? reading.problems[0] : undefined;
  };
  const kept = Object.entries(table).flatMap(([key, value]): [string, TomlTable[string]][] => {
    const problem = problemOf({ [key]: value });
    if (!problem) return [[key, value]];
    if (inside === '' && isTable(value)) {
      const fields = readableFields(value, key, tell);
      return Object.keys(fields).length > 0 && !problemOf({ [key]: fields }) ? [[key, fields]] : [];
    }
    tell(`${[...(inside === '' ? [] : [inside]), key].join('.')} is left out: it ${problem.problem}`);
    return [];
  });
  return Object.fromEntries(kept);
}

/** What is right by itself may need what was left out. */
function withoutMisfits(table: TomlTable, tell: Tell): TomlTable {
  const reading = readServerTable(table);
  const [misfit] = 'value' in reading ? misfits(reading.value, 'app' in table ? 'app' : 'command') : [];
  const key = misfit?.at.split('.', 1)[0] ?? '';
  if (!misfit || !(key in table)) return table;
  tell(`${misfit.at} is left out: it ${misfit.problem}`);
  return withoutMisfits(Object.fromEntries(Object.entries(table).filter(([name]) => name !== key)), tell);
}
