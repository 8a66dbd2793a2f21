import type { SettingLayer } from 'devmgr/plugin-api';
import { nameApps } from '../define-servers.js';
import type { DetectedApp } from '../detect/detect-apps.js';
import { appDefinition } from './app-definition.js';
import { absolute, buildDefinition, runsOf, type BuildPlaces } from './build-definition.js';
import { checkDependencies } from './check-dependencies.js';
import { checkPorts } from './check-ports.js';
import { isSameApp, type DetectedServer } from './detected-server.js';
import type { DefinitionProblem } from './definition-problem.js';
import { layeredTables, type LayeredTable } from './layered-tables.js';
import { misfits } from './misfits.js';
import type { ServerDefinition } from './server-definition.js';

export interface DefinitionSources extends BuildPlaces {
  /** Of the setting `servers`, lowest first. */
  readonly layers: readonly SettingLayer[];
  /** Applications that were found in the project. */
  readonly apps: readonly DetectedApp[];
  /** The setting `app`, or empty: it becomes the default. */
  readonly chosen: string;
  /** The setting `host`. */
  readonly host: string;
}

export interface Definitions {
  /** The default first. */
  readonly servers: readonly ServerDefinition[];
  readonly problems: readonly DefinitionProblem[];
}

/**
 * The servers of a project: those of the settings, then what was found and no table names. A table with the same `app` as one that was found,
 * or with its name and nothing to run, says more of that one; a table with its name and a command or a url stands in its place.
 */
export function readDefinitions(sources: DefinitionSources): Definitions {
  const { root, layers, apps, chosen, host } = sources;
  const detected = nameApps(root, apps, chosen);
  const { tables, problems } = layeredTables(layers, sources);
  const readings = tables.map((table) => readTable(table, detected, sources));
  const used = new Set(readings.flatMap((reading) => reading.detected ?? []));
  const found = withFreeNames(
    detected.filter((each) => !used.has(each)),
    new Set(tables.map(({ name }) => name)),
  ).map(({ name, app }) => appDefinition(root, name, app));
  const checked = checkDependencies([...readings.flatMap(({ definition }) => definition ?? []), ...found], {
    wrong: new Set(readings.flatMap((reading) => (reading.problems.length > 0 ? [reading.name] : []))),
    disabled: new Set(tables.flatMap(({ name, table }) => (table.disabled === true ? [name] : []))),
  });
  return {
    servers: chosenFirst(checked.servers, chosen),
    problems: [
      ...problems,
      ...readings.flatMap((reading) => reading.problems),
      ...checked.problems,
      ...checkPorts(checked.servers, host),
    ],
  };
}

interface TableResult {
  readonly name: string;
  /** What of the project the table is about. */
  readonly detected: DetectedServer | undefined;
  readonly definition?: ServerDefinition;
  readonly problems: readonly DefinitionProblem[];
}

function readTable(layered: LayeredTable, all: readonly DetectedServer[], places: BuildPlaces): TableResult {
  const { name, table, file, sources } = layered;
  const detected = detectedFor(layered, all, places);
  const done = { name, detected, problems: layered.problems };
  if (table.disabled === true) return { ...done, problems: [] };
  if (layered.problems.length > 0) return done;
  const runs = runsOf(table, detected, places);
  if (!runs) {
    // Meant for the projects that have such a server.
    const isOfPerson = [...sources].every((source) => source === 'user');
    return isOfPerson ? done : { ...done, problems: [nothingToRun(layered, all)] };
  }
  const problems = misfits(table, runs.kind).map(({ at, problem, hint = '' }): DefinitionProblem => {
    const place = at === '' ? `servers.${name}` : `servers.${name}.${at}`;
    return { name, message: `${file}: ${place} ${problem}`, hint, severity: 'error' };
  });
  return problems.length > 0 ? { ...done, problems } : { ...done, definition: buildDefinition(layered, runs, places) };
}

function detectedFor({ name, table }: LayeredTable, all: readonly DetectedServer[], places: BuildPlaces) {
  const { app, appDir, cwd } = table;
  if (app === undefined) return all.find((each) => each.name === name);
  const target = app.replace(/\(\)$/, '');
  const folder = appDir ?? cwd ?? '.';
  const same = all.find((each) => isSameApp(each.app, target, absolute(folder, places)));
  return same ?? (appDir === undefined ? all.find((each) => each.app.target === target) : undefined);
}

function nothingToRun({ name, file }: LayeredTable, detected: readonly DetectedServer[]): DefinitionProblem {
  const names = detected.map((each) => each.name);
  const found = names.length === 0 ? '' : ` Found in the project, and to be named without: ${names.join(', ')}.`;
  return {
    name,
    message: `${file}: servers.${name} says neither app, command nor url`,
    hint: `Write app = "app.main:app", command = ["…"] or url = "http://…".${found}`,
    severity: 'error',
  };
}

/** What was found gives way to a table that took its name. */
function withFreeNames(detected: readonly DetectedServer[], taken: ReadonlySet<string>): DetectedServer[] {
  const names = new Set([...taken, ...detected.map(({ name }) => name).filter((name) => !taken.has(name))]);
  return detected.map(({ name, app }) => {
    if (!taken.has(name)) return { name, app };
    let free = name;
    for (let count = 2; names.has(free); count += 1) free = `${name}-${count}`;
    names.add(free);
    return { name: free, app };
  });
}

function chosenFirst(servers: readonly ServerDefinition[], chosen: string): readonly ServerDefinition[] {
  const first = servers.find(({ runs }) => runs.kind === 'app' && runs.target === chosen);
  return first ? [first, ...servers.filter((server) => server !== first)] : servers;
}
