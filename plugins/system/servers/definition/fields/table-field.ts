import { nearestName } from '../nearest-name.js';
import { below, isTable, wrong, type Field, type FieldProblem } from './field.js';

/** By property: the name in the settings, in kebab case, and how it is read. */
export type TableFields<T> = {
  readonly [Key in keyof T]-?: { readonly name: string; readonly read: Field<Exclude<T[Key], undefined>> };
};

const LONGEST_NAME = 60;

/** A table whose fields may all be left out. Names are also understood with underscores. `hints`: of names that others have for a thing. */
export function tableField<T extends object>(
  fields: TableFields<T>,
  hints: Readonly<Record<string, string>> = {},
): Field<Partial<T>> {
  const known = new Map(
    Object.entries<{ readonly name: string; readonly read: Field<unknown> }>(fields).map(([property, field]) => [
      field.name,
      { property, read: field.read },
    ]),
  );
  return (table) => {
    if (!isTable(table)) return wrong('must be a table');
    const values: Record<string, unknown> = {};
    const problems: FieldProblem[] = [];
    for (const [key, value] of Object.entries(table)) {
      const name = key.replaceAll('_', '-');
      const field = known.get(name);
      if (!field) problems.push(unknownField(key, [...known.keys()], hints[name]));
      else if (field.property in values) problems.push({ at: shown(key), problem: `stands there twice: ${name}` });
      else {
        const reading = field.read(value);
        if ('value' in reading) values[field.property] = reading.value;
        else problems.push(...reading.problems.map((problem) => below(shown(key), problem)));
      }
    }
    // Every value has been through the reader of its property.
    return problems.length > 0 ? { problems } : { value: values as Partial<T> };
  };
}

function unknownField(key: string, names: readonly string[], hint: string | undefined): FieldProblem {
  const at = shown(key);
  if (hint !== undefined) return { at, problem: 'is not a setting', hint };
  const near = nearestName(key.replaceAll('_', '-'), names);
  return {
    at,
    problem: `is not a setting${near === undefined ? '' : `. Did you mean ${near}?`}`,
    hint: near === undefined ? `There are ${names.join(', ')}.` : `Write ${near}.`,
  };
}

/** A name is a text from outside and may be of any length. */
function shown(name: string): string {
  return /^[\w-]+$/.test(name) && name.length <= LONGEST_NAME ? name : JSON.stringify(name.slice(0, LONGEST_NAME));
}
