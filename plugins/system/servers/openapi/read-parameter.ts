import type { ApiParameter } from './api-route.js';
import { arrayOf, isObject, objectOf, plainText, textOf, type JsonObject } from './json-value.js';
import type { SchemaLookup } from './schema-lookup.js';
import { schemaText } from './schema-text.js';

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** Reads an OpenAPI 3 parameter; `undefined` for one that none can send. Swagger 2 has its schema in the parameter itself. */
export function readParameter(given: unknown, lookup: SchemaLookup): ApiParameter | undefined {
  const parameter = lookup.resolve(given);
  const place = PLACES.find((each) => each === parameter['in']);
  const name = textOf(parameter['name']);
  if (place === undefined || name === '') return undefined;
  const declared = parameter['schema'] ?? objectOf(Object.values(objectOf(parameter['content']))[0])['schema'];
  const schema = lookup.resolve(declared ?? parameter);
  const effective = notNull(schema, lookup);
  return {
    name,
    in: place,
    required: place === 'path' || parameter['required'] === true,
    description: textOf(parameter['description'] ?? schema['description']),
    type: schemaText(schema, lookup),
    isArray: effective['type'] === 'array',
    default: plainText(schema['default'] ?? effective['default'] ?? undefined),
    options: optionsOf(effective, lookup),
    example: plainText(exampleValue(parameter) ?? exampleValue(schema) ?? exampleValue(effective)),
  };
}

/** The part of `anyOf [X, null]` that has values, as FastAPI writes an optional parameter. */
function notNull(schema: JsonObject, lookup: SchemaLookup): JsonObject {
  const choices = [...arrayOf(schema['anyOf']), ...arrayOf(schema['oneOf']), ...arrayOf(schema['allOf'])];
  const found = choices.map((each) => lookup.resolve(each)).find((each) => each['type'] !== 'null');
  return found ?? schema;
}

function optionsOf(schema: JsonObject, lookup: SchemaLookup): string[] {
  const of = schema['type'] === 'array' ? lookup.resolve(schema['items']) : schema;
  const values = of['const'] === undefined ? arrayOf(of['enum']) : [of['const']];
  if (values.length === 0 && of['type'] === 'boolean') return ['true', 'false'];
  return values.flatMap((value) => plainText(value) ?? []);
}

function exampleValue({ example, examples }: JsonObject): unknown {
  if (example !== undefined) return example;
  const first = Array.isArray(examples) ? (examples[0] as unknown) : Object.values(objectOf(examples))[0];
  return isObject(first) && 'value' in first ? first['value'] : first;
}
