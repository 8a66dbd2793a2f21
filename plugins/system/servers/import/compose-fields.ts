import type { TomlTable, TomlValue } from './imported-servers.js';

/** Where something of a file is said that has no counterpart. `path`: keys from the top of the document. */
export type TellPlace = (path: readonly string[], text: string) => void;

/** A mapping of a YAML document, as it was parsed: nothing of it is certain. It knows which of its keys nobody asked for. */
export class ComposeFields {
  readonly path: readonly string[];
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #tell: TellPlace;
  readonly #asked = new Set<string>();

  constructor(value: unknown, path: readonly string[], tell: TellPlace) {
    this.path = path;
    this.#value = isMapping(value) ? value : {};
    this.#tell = tell;
    if (value !== undefined && value !== null && !isMapping(value)) tell(path, `${path.at(-1) ?? 'it'} is no table`);
  }

  get keys(): readonly string[] {
    return Object.keys(this.#value);
  }

  /** Numbers and truths as they are written; variables are not filled in, and that is told. */
  text(key: string): string | undefined {
    const value = this.#ask(key);
    if (value === undefined) return undefined;
    if (typeof value === 'string') return this.#literal(key, value);
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return this.#refuse(key, 'a text');
  }

  /** A command line: its variables are left to the shell. */
  command(key: string): string | undefined {
    const value = this.#ask(key);
    if (value === undefined) return undefined;
    return typeof value === 'string' ? value.trim() : this.#refuse(key, 'a text');
  }

  number(key: string): number | undefined {
    const value = this.#ask(key);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : this.#refuse(key, 'a number');
  }

  truth(key: string): boolean {
    const value = this.#ask(key);
    if (typeof value === 'boolean' || value === undefined) return value ?? false;
    this.#refuse(key, 'true or false');
    return false;
  }

  /** A text alone is a list of one. */
  texts(key: string): readonly string[] {
    const value = this.#ask(key);
    if (value === undefined) return [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map((each) => this.#literal(key, String(each)));
  }

  /** `K=V` lines or a table, as the environment is written. */
  variables(key: string): TomlTable {
    const value = this.#ask(key);
    const pairs: [string, unknown][] = isMapping(value)
      ? Object.entries(value)
      : (Array.isArray(value) ? value : []).map((each: unknown) => assignment(String(each)));
    const given = pairs.map(([name, each]): [string, TomlValue] => {
      return [name, this.#literal(key, scalarText(each), name)];
    });
    return Object.fromEntries(given);
  }

  /** `undefined`: it is not there, or empty. */
  table(key: string): ComposeFields | undefined {
    const value = this.#ask(key);
    return value === undefined ? undefined : new ComposeFields(value, [...this.path, key], this.#tell);
  }

  /** Says something of one of the keys. */
  tell(key: string, text: string): void {
    this.#asked.add(key);
    this.#tell([...this.path, key], text);
  }

  /** Says of every key that nobody asked for that it has no counterpart. What begins with `x-` is nobody's. `from`: the path that people know. */
  tellRest(from: number): void {
    for (const key of this.keys.filter((each) => !this.#asked.has(each) && !each.startsWith('x-')))
      this.tell(key, `${[...this.path.slice(from), key].join('.')} has no counterpart`);
  }

  #ask(key: string): unknown {
    this.#asked.add(key);
    return this.#value[key] ?? undefined;
  }

  #refuse(key: string, wanted: string): undefined {
    this.#tell([...this.path, key], `${key} is not ${wanted}`);
    return undefined;
  }

  /** process-compose fills in `$NAME` wherever it stands; `$$` is a dollar. */
  #literal(key: string, text: string, name = key): string {
    const parts = text.split('$$');
    if (parts.some((part) => /\$\{?[A-Za-z_]/.test(part)))
      this.#tell([...this.path, key], `${name} has a variable that is not filled in: ${text}`);
    return parts.join('$');
  }
}

/** Headers may have several values. */
function scalarText(value: unknown): string {
  if (Array.isArray(value)) return value.map(scalarText).join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function assignment(text: string): [string, string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
