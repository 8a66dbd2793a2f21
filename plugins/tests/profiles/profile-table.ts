import { nearestName } from './nearest-name.js';
import { splitWords } from '../results/split-words.js';

/** What one table of the settings says of a profile. */
export interface ProfileTable {
  readonly paths?: readonly string[];
  readonly markers?: string;
  readonly keyword?: string;
  readonly args?: readonly string[];
  readonly workers?: number | 'auto';
  readonly env?: Readonly<Record<string, string>>;
  readonly failFast?: boolean;
  readonly failedFirst?: boolean;
  readonly coverage?: boolean;
  readonly verbosity?: number;
  readonly description?: string;
}

/** What is wrong with a table. `at`: the key, and below it a name; empty: the table itself. */
export interface TableProblem {
  readonly at: string;
  /** Goes on after the name of the setting: `must be true or false`. */
  readonly problem: string;
  readonly hint?: string | undefined;
}

/** A value, or what is wrong with it. */
type Reading = { readonly value: unknown } | { readonly problem: string; readonly below?: string };

/** By their names in the settings. */
const fields: Readonly<Record<string, { readonly property: keyof ProfileTable; read(value: unknown): Reading }>> = {
  paths: { property: 'paths', read: readPaths },
  markers: { property: 'markers', read: readLine },
  keyword: { property: 'keyword', read: readLine },
  args: { property: 'args', read: readArguments },
  workers: { property: 'workers', read: readWorkers },
  env: { property: 'env', read: readVariables },
  'fail-fast': { property: 'failFast', read: readFlag },
  'failed-first': { property: 'failedFirst', read: readFlag },
  coverage: { property: 'coverage', read: readFlag },
  verbosity: { property: 'verbosity', read: readVerbosity },
  description: { property: 'description', read: readLine },
};

/** What people who know pytest write. */
const otherNames: Readonly<Record<string, string>> = {
  path: 'paths',
  testpaths: 'paths',
  marker: 'markers',
  m: 'markers',
  k: 'keyword',
  keywords: 'keyword',
  addopts: 'args',
  n: 'workers',
  numprocesses: 'workers',
  environment: 'env',
  x: 'fail-fast',
  exitfirst: 'fail-fast',
  ff: 'failed-first',
  cov: 'coverage',
  verbose: 'verbosity',
};

const LONGEST = 4_096;

/** Reads a table; what is wrong in it is told, all of it. */
export function readProfileTable(value: unknown): { table: ProfileTable; problems: readonly TableProblem[] } {
  if (!isTable(value)) return { table: {}, problems: [{ at: '', problem: 'must be a table' }] };
  const table: Record<string, unknown> = {};
  const problems: TableProblem[] = [];
  for (const [key, given] of Object.entries(value)) {
    const name = kebab(key);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) {
      problems.push(unknownKey(key, name));
      continue;
    }
    const reading = field.read(given);
    if ('value' in reading) table[field.property] = reading.value;
    else
      problems.push({
        at: [shown(key), ...(reading.below ? [reading.below] : [])].join('.'),
        problem: reading.problem,
      });
  }
  // Every value has been through the reader of its property.
  return { table, problems };
}

/** `failFast` and `fail_fast` are understood too. */
function kebab(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

function unknownKey(key: string, name: string): TableProblem {
  const other = Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  const near = other ?? nearestName(name, Object.keys(fields));
  return {
    at: shown(key),
    problem: `is not a setting${near === undefined ? '' : `. Did you mean ${near}?`}`,
    hint: near === undefined ? `There are ${Object.keys(fields).join(', ')}.` : `Write ${near}.`,
  };
}

/** A name is a text from outside and may be of any length. */
export function shown(name: string): string {
  return /^[\w-]+$/.test(name) && name.length <= 60 ? name : JSON.stringify(name.slice(0, 60));
}

export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST && !value.includes('\0');
}

function readLine(value: unknown): Reading {
  const isRight = isText(value) && value.trim() !== '' && !/\p{Cc}/u.test(value);
  return isRight ? { value: value.trim() } : { problem: 'must be a text of one line' };
}

function readFlag(value: unknown): Reading {
  return typeof value === 'boolean' ? { value } : { problem: 'must be true or false' };
}

function readPaths(value: unknown): Reading {
  const paths: readonly unknown[] = Array.isArray(value) ? value : [value];
  const areRight = paths.length > 0 && paths.every((path) => isText(path) && path.trim() !== '');
  return areRight ? { value: paths } : { problem: 'must be a path or a list of paths, such as ["tests/api"]' };
}

function readArguments(value: unknown): Reading {
  if (Array.isArray(value) && value.every(isText)) return { value };
  if (!isText(value)) return { problem: 'must be a list of texts, or one text with the words of a shell' };
  const split = splitWords(value);
  return 'words' in split ? { value: split.words } : { problem: split.problem };
}

function readWorkers(value: unknown): Reading {
  const number = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;
  const isRight = number === 'auto' || (Number.isSafeInteger(number) && Number(number) >= 0 && Number(number) <= 999);
  return isRight ? { value: number } : { problem: 'must be a number from 0 to 999, or "auto"' };
}

function readVerbosity(value: unknown): Reading {
  const isRight = Number.isSafeInteger(value) && Number(value) >= -2 && Number(value) <= 3;
  return isRight ? { value } : { problem: 'must be a whole number from -2 (-qq) to 3 (-vvv)' };
}

function readVariables(value: unknown): Reading {
  if (!isTable(value)) return { problem: 'must be a table: { NAME = "value" }' };
  const variables: [string, string][] = [];
  for (const [name, given] of Object.entries(value)) {
    const text = typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
    if (!isVariableName(name)) return { problem: 'is no name of a variable', below: shown(name) };
    if (typeof text !== 'string' || text.includes('\0')) return { problem: 'must be a text', below: shown(name) };
    variables.push([name, text]);
  }
  return { value: Object.fromEntries(variables) };
}

/** As an environment can hold it. */
export function isVariableName(name: string): boolean {
  return /^[^=\s\0]{1,200}$/.test(name);
}
