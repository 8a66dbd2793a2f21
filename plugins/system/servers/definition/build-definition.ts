import { isAbsolute, join, resolve } from 'node:path';
import { commandLine } from './command-line.js';
import { DEFAULT_HEALTH, defaultDefinition, NO_RESTART } from './default-definition.js';
import type { DetectedServer } from './detected-server.js';
import type { HealthTable } from './fields/health-field.js';
import type { LayeredTable } from './layered-tables.js';
import type { HealthSpec } from '../health/health-spec.js';
import type { ReloadMode, ServerDefinition, WatchSpec } from './server-definition.js';
import type { ServerTable } from './server-table.js';

export interface BuildPlaces {
  /** Of the project; what paths in the settings begin at. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** What `reload = true` means. */
  readonly reloadMode: 'handover' | 'restart';
}

/** The server that a table describes. `runs` is what it runs, `table` without anything that does not fit to that. */
export function buildDefinition(
  { name, table, file, autostartSource, sources }: LayeredTable,
  runs: ServerDefinition['runs'],
  places: BuildPlaces,
): ServerDefinition {
  const path = (written: string) => absolute(written, places);
  const cwd = table.cwd === undefined ? places.root : path(table.cwd);
  const base = defaultDefinition(cwd, { name, target: targetOf(runs, table), source: file, runs });
  return {
    ...base,
    url: table.url,
    host: table.host,
    port: table.port,
    ssh: table.ssh,
    env: table.env ?? {},
    envFiles: table.envFiles?.map(path) ?? [],
    dependsOn: table.dependsOn ?? [],
    health: healthOf(table, runs.kind),
    reload: reloadOf(table, runs.kind, places.reloadMode),
    watch: watchOf(table.watch, { ...base.watch, folders: foldersOf(runs, cwd) }, path),
    restart: table.restart === undefined ? NO_RESTART : { ...NO_RESTART, when: 'on-failure', ...table.restart },
    stop: { ...base.stop, ...table.stop },
    ...(table.traceTests && { traceTests: true }),
    autostart: table.autostart,
    autostartSource,
    ...(sources.has('project') && { ofProject: true }),
  };
}

/** What a server runs; `undefined`: the settings say neither, and it was not found. */
export function runsOf(
  table: ServerTable,
  detected: DetectedServer | undefined,
  places: BuildPlaces,
): ServerDefinition['runs'] | undefined {
  if (table.command !== undefined) return { kind: 'command', command: table.command };
  const app = table.app?.replace(/\(\)$/, '') ?? detected?.app.target;
  if (app === undefined) return table.url === undefined ? undefined : { kind: 'url' };
  const folder = table.appDir ?? (detected ? undefined : table.cwd);
  const searchPath = folder === undefined ? (detected?.app.searchPath ?? places.root) : absolute(folder, places);
  return {
    kind: 'app',
    target: app,
    searchPath,
    factory: table.factory ?? (table.app?.endsWith('()') || (detected?.app.factory ?? false)),
    python: table.python,
    uvicornArgs: table.uvicornArgs ?? [],
  };
}

/** From the project's root, or from the home folder behind `~/`. */
export function absolute(written: string, { root, env }: Pick<BuildPlaces, 'root' | 'env'>): string {
  const home = env['HOME'];
  if (home !== undefined && /^~(?:\/|$)/.test(written)) return join(home, written.slice(1));
  return isAbsolute(written) ? resolve(written) : resolve(root, written);
}

function targetOf(runs: ServerDefinition['runs'], { url = '' }: ServerTable): string {
  if (runs.kind === 'app') return runs.target;
  return runs.kind === 'command' ? commandLine(runs.command) : url;
}

function healthOf(table: ServerTable, kind: ServerDefinition['runs']['kind']): HealthSpec {
  const { probe, status, body, headers, ...rules }: HealthTable = table.health ?? {};
  const asked = probe ?? defaultProbe(table, kind);
  const whole = asked.kind === 'http' ? { ...asked, status: status ?? [], body, headers: headers ?? {} } : asked;
  return { ...DEFAULT_HEALTH, ...rules, probe: whole };
}

/** A program may speak anything on its port; one that has a URL speaks HTTP. */
function defaultProbe({ url, port }: ServerTable, kind: ServerDefinition['runs']['kind']) {
  if (kind !== 'command' || url !== undefined) return { kind: 'auto' } as const;
  return port === undefined
    ? ({ kind: 'process' } as const)
    : ({ kind: 'tcp', host: undefined, port: undefined } as const);
}

/** Whoever says what is watched wants it to be. The setting `reload` is about applications of this machine. */
function reloadOf(
  { reload, watch, ssh }: ServerTable,
  kind: ServerDefinition['runs']['kind'],
  mode: 'handover' | 'restart',
): ReloadMode | undefined {
  if (kind === 'url' || ssh !== undefined || reload === false || watch === false) return 'off';
  if (reload === 'handover' || reload === 'restart') return reload;
  if (reload === true || watch !== undefined) return kind === 'command' ? 'restart' : mode;
  return kind === 'command' ? 'off' : undefined;
}

/** The working folder, and where the application is when that is elsewhere. */
function foldersOf(runs: ServerDefinition['runs'], cwd: string): readonly string[] {
  if (runs.kind !== 'app' || `${runs.searchPath}/`.startsWith(`${cwd}/`)) return [cwd];
  return [cwd, runs.searchPath];
}

function watchOf(table: ServerTable['watch'], base: WatchSpec, path: (written: string) => string): WatchSpec {
  if (!table) return base;
  const { paths, ...rest } = table;
  return { ...base, ...(paths && { folders: paths.map(path) }), ...rest };
}
