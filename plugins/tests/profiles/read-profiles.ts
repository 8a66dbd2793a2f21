import { isAbsolute, relative } from 'node:path';
import type { SettingLayer } from 'devmgr/plugin-api';
import { isTable, readProfileTable, shown, type ProfileTable } from './profile-table.js';
import type { ProfileProblem, TestProfile } from './test-profile.js';

/** What the settings say of the kinds of tests that devmgr knows itself. */
export interface BuiltInKind {
  readonly paths: readonly string[];
  readonly markers: readonly string[];
}

export interface ProfileSources {
  readonly root: string;
  /** Of the person, for `~`. */
  readonly home: string | undefined;
  /** Of the setting `profiles`, lowest first. */
  readonly layers: readonly SettingLayer[];
  readonly kinds: Readonly<Record<'unit' | 'integration', BuiltInKind>>;
}

/** A table of one name, out of all files. */
interface Layered {
  readonly table: ProfileTable;
  readonly origins: readonly string[];
}

export interface ReadProfiles {
  readonly profiles: readonly TestProfile[];
  readonly problems: readonly ProfileProblem[];
}

/** Tables that are read of each file: every one is a choice in a list. */
const MOST_TABLES = 100;
/** Of one table: whoever writes a thousand keys wrongly need not read them all. */
const MOST_PROBLEMS = 5;

const NAME_RULE =
  'a profile is named with letters, digits, dots, dashes and underscores, at most 40, beginning with a letter or a digit';

/** Makes profiles of what devmgr knows and what the settings say. A wrong table is left out and its problems are told. */
export function readProfiles(sources: ProfileSources): ReadProfiles {
  const tables = new Map<string, Layered>();
  const problems: ProfileProblem[] = [];
  for (const layer of sources.layers) {
    const file = shownOrigin(layer, sources);
    const entries = isTable(layer.value) ? Object.entries(layer.value) : [];
    if (entries.length > MOST_TABLES) problems.push(tooMany(file, entries.length));
    for (const [name, value] of entries.slice(0, MOST_TABLES)) {
      const { table, told } = readNamed(name, value, file);
      problems.push(...told);
      if (table) tables.set(name, withLayer(tables.get(name), table, file));
    }
  }
  const wrong = new Set(problems.map(({ name }) => name));
  const builtIn = ['all', 'unit', 'integration'].map((name) => builtInProfile(name, sources, tables.get(name)));
  const own = [...tables].filter(([name]) => !builtIn.some((profile) => profile.name === name));
  own.sort(([a], [b]) => a.localeCompare(b));
  const profiles = [...builtIn, ...own.map(([name, layered]) => toProfile(name, layered))];
  return { profiles: profiles.filter(({ name }) => !wrong.has(name)), problems };
}

function readNamed(name: string, value: unknown, file: string) {
  // `constructor` is in every object that somebody may keep profiles in by their name.
  if (!/^[A-Za-z0-9][\w.-]{0,39}$/.test(name) || name in {}) return { told: [badName(name, file)] };
  const { table, problems } = readProfileTable(value);
  const told = problems.slice(0, MOST_PROBLEMS).map(({ at, problem, hint }) => {
    const place = ['tests.profiles', name, ...(at ? [at] : [])].join('.');
    return { name, message: `${file}: ${place} ${problem}`, hint: hint ?? `Correct ${place} in ${file}.` };
  });
  return { table, told };
}

/** Keys over those of the layer below; variables are made out of both. */
function withLayer(lower: Layered | undefined, table: ProfileTable, file: string): Layered {
  const env = { ...lower?.table.env, ...table.env };
  const origins = [...new Set([...(lower?.origins ?? []), file])];
  return { table: { ...lower?.table, ...table, env }, origins };
}

/** A table that says itself which tests it means takes the place of the settings of the kind. */
function builtInProfile(name: string, { kinds }: ProfileSources, layered: Layered | undefined): TestProfile {
  const profile = toProfile(name, layered ?? { table: {}, origins: [] });
  const says = profile.paths !== undefined || profile.markers !== undefined;
  const kind = name === 'unit' || name === 'integration' ? kinds[name] : undefined;
  return { ...profile, kind: says ? undefined : kind, description: profile.description ?? describe(name, kind, says) };
}

function describe(name: string, kind: BuiltInKind | undefined, says: boolean): string | undefined {
  if (says) return undefined;
  if (!kind) return 'All tests';
  const folders = kind.paths.length > 0 ? [`in ${kind.paths.join(', ')}`] : [];
  const markers = kind.markers.length > 0 ? [`marked ${kind.markers.join(', ')}`] : [];
  return `Tests ${[...folders, ...markers].join(', or ') || `of the kind ${name}`}`;
}

function toProfile(name: string, { table, origins }: Layered): TestProfile {
  return {
    name,
    paths: table.paths,
    markers: table.markers,
    keyword: table.keyword,
    args: table.args ?? [],
    workers: table.workers,
    env: table.env ?? {},
    failFast: table.failFast,
    failedFirst: table.failedFirst,
    coverage: table.coverage,
    verbosity: table.verbosity,
    description: table.description,
    origin: origins.length > 0 ? origins.join(', ') : undefined,
  };
}

function badName(name: string, file: string): ProfileProblem {
  const proposed = name
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-$/g, '')
    .slice(0, 40);
  const message = `${file}: tests.profiles.${shown(name)} is not read: ${NAME_RULE}`;
  return { name: '', message, hint: proposed ? `Write tests.profiles.${proposed}.` : 'Give it another name.' };
}

function tooMany(file: string, count: number): ProfileProblem {
  const message = `${file}: tests.profiles has ${count} tables; the first ${MOST_TABLES} are read`;
  return { name: '', message, hint: 'Take some out.' };
}

/** `pyproject.toml`, `~/.devmgr/config.toml`, `DEVMGR_TESTS_PROFILES`. */
function shownOrigin({ origin, source }: SettingLayer, { root, home }: ProfileSources): string {
  if (origin === undefined) return source === 'project' ? 'the settings of the project' : 'your settings';
  if (source === 'environment' || !isAbsolute(origin)) return origin;
  const below = relative(root, origin);
  if (!below.startsWith('..')) return below;
  return home !== undefined && origin.startsWith(`${home}/`) ? `~${origin.slice(home.length)}` : origin;
}
