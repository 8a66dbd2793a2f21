import type { SettingField } from './setting-field.js';

/** What a table of settings says. */
export interface TableReading {
  /** By the names that the fields give. */
  readonly values: ReadonlyMap<string, unknown>;
  /** A line each: what is wrong with which setting. Values are not repeated: one may be a key in the wrong place. */
  readonly problems: readonly string[];
}

/** A field and the property that it becomes. */
export interface TableField {
  readonly property: string;
  readonly read: SettingField;
}

const NAME_OF_A_SECRET = /^(api[-_]?)?(key|token|secret|password)$/i;

/** Reads a table field by field. `place` is how a person finds it: `system.providers.openai`. */
export function readTable(table: unknown, fields: ReadonlyMap<string, TableField>, place: string): TableReading {
  const values = new Map<string, unknown>();
  if (!isTable(table)) return { values, problems: [`${place} must be a table`] };
  const problems: string[] = [];
  for (const [name, value] of Object.entries(table)) {
    const field = fields.get(name);
    const reading = field ? field.read(value) : { problem: unknownName(name, fields) };
    if ('problem' in reading) problems.push(`${place}.${shown(name)} ${reading.problem}`);
    else if (field) values.set(field.property, reading.value);
  }
  return { values, problems };
}

/** An object as TOML and JSON make it. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function unknownName(name: string, fields: ReadonlyMap<string, TableField>): string {
  if (NAME_OF_A_SECRET.test(name)) {
    return 'is not read: keys stand in no settings. Put the key into a variable and name the variable with key-variable';
  }
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const meant = [...fields.keys()].find((known) => plain(known) === plain(name));
  return `is not a setting: ${meant === undefined ? `there are ${[...fields.keys()].join(', ')}` : `write ${meant}`}`;
}

/** A name is a text from outside and may be of any length. */
function shown(name: string): string {
  return /^[\w-]{1,60}$/.test(name) ? name : JSON.stringify(name.slice(0, 60));
}
