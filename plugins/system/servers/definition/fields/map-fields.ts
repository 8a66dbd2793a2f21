import { below, isTable, wrong, type Field, type FieldProblem, type Reading } from './field.js';

const VARIABLE = /^[^=\s\0]{1,200}$/;
/** RFC 9110, 5.6.2: token. */
const HEADER = /^[!#$%&'*+.^`|~\w-]{1,200}$/;

/** Variables by name. Numbers and truth are written as text; nothing is expanded. */
export const variablesField: Field<Readonly<Record<string, string>>> = mapField({
  isName: (name) => VARIABLE.test(name),
  ofName: 'is no name of a variable',
  isValue: (text) => !text.includes('\0'),
});

export const headersField: Field<Readonly<Record<string, string>>> = mapField({
  isName: (name) => HEADER.test(name),
  ofName: 'is no name of a header',
  // Node throws for the others.
  isValue: (text) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text),
});

interface MapRules {
  readonly isName: (name: string) => boolean;
  readonly ofName: string;
  readonly isValue: (text: string) => boolean;
}

function mapField({ isName, ofName, isValue }: MapRules): Field<Readonly<Record<string, string>>> {
  const entry = (name: string, value: unknown): Reading<string> => {
    if (!isName(name)) return wrong(ofName);
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    return typeof text === 'string' && isValue(text) ? { value: text } : wrong('must be a text');
  };
  return (table) => {
    if (!isTable(table)) return wrong('must be a table: { NAME = "value" }');
    const entries: [string, string][] = [];
    const problems: FieldProblem[] = [];
    for (const [name, value] of Object.entries(table)) {
      const reading = entry(name, value);
      if ('value' in reading) entries.push([name, reading.value]);
      else problems.push(...reading.problems.map((problem) => below(JSON.stringify(name.slice(0, 60)), problem)));
    }
    return problems.length > 0 ? { problems } : { value: Object.fromEntries(entries) };
  };
}
