import { nearestName } from '../../servers/definition/nearest-name.js';
import { isTable, type Field } from '../../servers/definition/fields/field.js';

/** The readers of the settings of a table, by their names there. */
export type TableFields<T> = { readonly [Key in keyof T]: Field<T[Key]> };

/** What stands in a table, as far as it is right. `undefined`: nothing is said. */
export interface FieldsReading<T> {
  readonly values: Partial<T>;
  /** A line each, beginning with the name of the setting: `gateway.port must be a whole number from 1 to 65535`. */
  readonly problems: readonly string[];
}

/** Names that belong somewhere else, and what is to be done instead. */
export type Elsewhere = Readonly<Record<string, string>>;

/** Reads a table field by field: what is wrong is told and left out, the rest stands. `place`: `gateway.routes.fast`. */
export function readFields<T extends object>(
  table: unknown,
  fields: TableFields<T>,
  { place, elsewhere = {} }: { readonly place: string; readonly elsewhere?: Elsewhere },
): FieldsReading<T> {
  if (!isTable(table)) return { values: {}, problems: [`${place} must be a table`] };
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(table)) {
    const at = `${place}.${shownName(name)}`;
    const field = Object.hasOwn(fields, name) ? fields[name as keyof T] : undefined;
    const reading = field?.(value);
    if (!reading) problems.push(`${at} ${elsewhere[name] ?? unknownName(name, Object.keys(fields))}`);
    else if ('value' in reading) values[name] = reading.value;
    else
      problems.push(...reading.problems.map((each) => `${each.at === '' ? at : `${at}.${each.at}`} ${each.problem}`));
  }
  return { values: values as Partial<T>, problems };
}

/** A name is a text from outside and may be of any length. */
export function shownName(name: string): string {
  return /^[\w-]{1,60}$/.test(name) ? name : JSON.stringify(name.slice(0, 60));
}

function unknownName(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  return `is not a setting: ${near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`}`;
}
