import { posix } from 'node:path';
import { foldersUp } from '../view/places.js';
import type { ProjectView } from '../view/project-view.js';

/** A table of a config file, as it was parsed: nothing of it is certain. */
export type ConfigTable = Readonly<Record<string, unknown>>;

/** The files of the project that say how code is written, nearest to the target first. */
export interface ConfigFiles {
  /** The texts of all files with one of these names in the target's folder and above, nearest first. */
  texts(...names: readonly string[]): Promise<readonly ConfigText[]>;
  /** The tables of the nearest TOML file of this name; empty where there is none, or it is broken. */
  toml(name: string): Promise<ConfigTable>;
  /** The same of a JSON file, with comments and trailing commas. */
  json(...names: readonly string[]): Promise<ConfigTable>;
  /** Of the nearest INI file: sections by name. */
  ini(...names: readonly string[]): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>>;
  /** Whether one of these names is in the target's folder or above. */
  has(...names: readonly string[]): boolean;
}

export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

export function configFiles(view: Pick<ProjectView, 'has' | 'read' | 'target'>): ConfigFiles {
  const folders = foldersUp(view.target.path);
  const pathsOf = (names: readonly string[]) =>
    folders.flatMap((folder) => names.map((name) => posix.join(folder, name))).filter((path) => view.has(path));
  const texts = async (...names: readonly string[]) => {
    const found = pathsOf(names).map(async (path) => ({ path, text: (await view.read(path)) ?? '' }));
    return Promise.all(found);
  };
  const nearest = async (names: readonly string[]) => (await texts(...names))[0]?.text;
  return {
    texts,
    has: (...names) => pathsOf(names).length > 0,
    toml: async (name) => parseToml(await nearest([name])),
    json: async (...names) => parseJson(await nearest(names)),
    ini: async (...names) => parseIni((await nearest(names)) ?? ''),
  };
}

/** The table at a path of keys; empty where there is none. */
export function tableAt(table: ConfigTable, ...keys: readonly string[]): ConfigTable {
  let current: unknown = table;
  for (const key of keys) current = isTable(current) ? current[key] : undefined;
  return isTable(current) ? current : {};
}

function isTable(value: unknown): value is ConfigTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function parseToml(text: string | undefined): Promise<ConfigTable> {
  if (text === undefined) return {};
  const { parse } = await import('smol-toml');
  try {
    return parse(text);
  } catch {
    return {};
  }
}

/** Strings first, so that what looks like a comment in one stays. */
const stringOrComment = /"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
const stringOrComma = /"(?:\\.|[^"\\\n])*"|,(?=\s*[}\]])/g;

function parseJson(text: string | undefined): ConfigTable {
  const keepStrings = (match: string) => (match.startsWith('"') ? match : '');
  try {
    const plain = (text ?? '').replace(stringOrComment, keepStrings).replace(stringOrComma, keepStrings);
    const value: unknown = JSON.parse(plain);
    return isTable(value) ? value : {};
  } catch {
    return {};
  }
}

/** As `configparser` reads it: a value goes on in lines that are indented. */
export function parseIni(text: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const sections: Record<string, Record<string, string>> = {};
  let section = '';
  let key = '';
  for (const line of text.split('\n')) {
    const head = /^\[([^\]]+)\]\s*$/.exec(line)?.[1];
    const pair = /^([^\s#;=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line);
    const values = (sections[section] ??= {});
    if (head !== undefined) [section, key] = [head.trim(), ''];
    else if (pair) values[(key = (pair[1] ?? '').toLowerCase())] = pair[2] ?? '';
    else if (/^\s+[^\s#;]/.test(line) && key !== '') values[key] = `${values[key] ?? ''}\n${line.trim()}`.trim();
  }
  return sections;
}
