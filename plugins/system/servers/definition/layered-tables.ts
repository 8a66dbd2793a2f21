import type { SettingLayer, SettingSource } from 'devmgr/plugin-api';
import type { DefinitionProblem } from './definition-problem.js';
import { isTable, type FieldProblem } from './fields/field.js';
import { mergeTables } from './merge-tables.js';
import { isServerName, NAME_RULE, proposedName } from './server-name.js';
import { readServerTable, type ServerTable } from './server-table.js';
import { shownOrigin, type Places } from './shown-origin.js';

/** All that the settings say of one server. */
export interface LayeredTable {
  readonly name: string;
  readonly table: ServerTable;
  /** Whose word it is that it starts with the screen; `undefined`: nobody said. */
  readonly autostartSource: SettingSource | undefined;
  /** Every layer that has a table of it. */
  readonly sources: ReadonlySet<SettingSource>;
  /** The highest of them, for people: `pyproject.toml`. */
  readonly file: string;
  readonly problems: readonly DefinitionProblem[];
}

export interface LayeredTables {
  /** Those of the project first: who writes a server for all projects does not mean it as the default of each. */
  readonly tables: readonly LayeredTable[];
  readonly problems: readonly DefinitionProblem[];
}

/** Tables that are read of each layer: every one is a line on the screen, and a project could bring any number. */
export const MOST_TABLES = 100;
/** Of one table: whoever writes a thousand fields wrongly need not read them all. */
const MOST_PROBLEMS = 5;

/** `layers`: of the setting `servers`, lowest first. */
export function layeredTables(layers: readonly SettingLayer[], places: Places): LayeredTables {
  const found = new Map<string, LayeredTable>();
  const problems: DefinitionProblem[] = [];
  for (const layer of layers) {
    const file = shownOrigin(layer, places);
    const entries = isTable(layer.value) ? Object.entries(layer.value) : [];
    if (entries.length > MOST_TABLES) problems.push(tooMany(file, entries.length));
    for (const [name, value] of entries.slice(0, MOST_TABLES)) {
      if (isServerName(name)) found.set(name, withLayer(found.get(name), { name, value, file, source: layer.source }));
      else problems.push(badName(name, file));
    }
  }
  const isOfProject = ({ sources }: LayeredTable) => sources.has('project');
  const all = [...found.values()];
  return { tables: [...all.filter(isOfProject), ...all.filter((table) => !isOfProject(table))], problems };
}

interface ServerLayer {
  readonly name: string;
  readonly value: unknown;
  readonly file: string;
  readonly source: SettingSource;
}

function withLayer(lower: LayeredTable | undefined, { name, value, file, source }: ServerLayer): LayeredTable {
  const reading = readServerTable(value);
  const table = 'value' in reading ? reading.value : {};
  const problems = 'value' in reading ? [] : toldProblems(name, file, reading.problems);
  return {
    name,
    table: mergeTables(lowerTable(lower, table, source), table),
    autostartSource: table.autostart === undefined ? lower?.autostartSource : source,
    sources: new Set([...(lower?.sources ?? []), source]),
    file,
    problems: [...(lower?.problems ?? []), ...problems],
  };
}

/** Headers of the person may hold a key: they do not go where only the project says. */
function lowerTable(lower: LayeredTable | undefined, higher: ServerTable, source: SettingSource): ServerTable {
  const table = lower?.table ?? {};
  const isOfPerson = source === 'project' && lower?.sources.has('project') === false;
  if (!isOfPerson || table.health?.headers === undefined || !namesPlace(higher)) return table;
  const { headers: _, ...rest } = table.health;
  return { ...table, health: rest };
}

function namesPlace({ url, host, ssh, health }: ServerTable): boolean {
  const { probe } = health ?? {};
  const isElsewhere = probe?.kind === 'http' && !probe.path.startsWith('/');
  return isElsewhere || url !== undefined || host !== undefined || ssh !== undefined;
}

function toldProblems(name: string, file: string, problems: readonly FieldProblem[]): DefinitionProblem[] {
  const told = problems.slice(0, MOST_PROBLEMS).map(({ at, problem, hint }): DefinitionProblem => {
    const place = at === '' ? `servers.${name}` : `servers.${name}.${at}`;
    return {
      name,
      message: `${file}: ${place} ${problem}`,
      hint: hint ?? `Correct ${place} in ${file}.`,
      severity: 'error',
    };
  });
  const more = problems.length - told.length;
  if (more <= 0) return told;
  const message = `${file}: ${more} more settings of servers.${name} are wrong`;
  return [...told, { name, message, hint: `Correct servers.${name} in ${file}.`, severity: 'error' }];
}

function badName(name: string, file: string): DefinitionProblem {
  const shown = JSON.stringify(name.slice(0, 60));
  const proposed = proposedName(name);
  return {
    name: '',
    message: `${file}: servers.${shown} is not read: ${NAME_RULE}`,
    hint: proposed === undefined ? 'Give it another name.' : `Write servers.${proposed}.`,
    severity: 'error',
  };
}

function tooMany(file: string, count: number): DefinitionProblem {
  const message = `${file}: servers has ${count} tables; the first ${MOST_TABLES} are read`;
  return { name: '', message, hint: 'Take some out.', severity: 'warning' };
}
