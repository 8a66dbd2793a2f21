import { arrayOf, objectOf, textOf, type JsonObject } from './json-value.js';
import type { SchemaLookup } from './schema-lookup.js';

/** A schema in a few words: `integer`, `string (date)`, `array of string`, `integer or null`, `any`. */
export function schemaText(given: unknown, lookup: SchemaLookup, depth = 0): string {
  if (depth > 3) return 'any';
  const schema = lookup.resolve(given);
  const choices = [...arrayOf(schema['anyOf']), ...arrayOf(schema['oneOf'])];
  if (choices.length > 0) return [...new Set(choices.map((each) => schemaText(each, lookup, depth + 1)))].join(' or ');
  const [only] = arrayOf(schema['allOf']);
  if (only !== undefined) return schemaText(only, lookup, depth + 1);
  return plainType(schema, lookup, depth);
}

function plainType(schema: JsonObject, lookup: SchemaLookup, depth: number): string {
  const types = Array.isArray(schema['type']) ? schema['type'].map(textOf) : [textOf(schema['type'])];
  const [first = ''] = types;
  if (first === 'array') return `array of ${schemaText(objectOf(schema['items']), lookup, depth + 1)}`;
  if (first === '') return arrayOf(schema['enum']).length > 0 ? 'string' : 'any';
  const format = textOf(schema['format']);
  return format === '' ? types.join(' or ') : `${first} (${format})`;
}
