import type { ApiBody, ApiField } from './api-route.js';
import { exampleOf } from './example-of.js';
import { isObject, objectOf, plainText, arrayOf, type JsonObject } from './json-value.js';
import type { SchemaLookup } from './schema-lookup.js';
import { schemaText } from './schema-text.js';

const JSON_TYPE = /^application\/(?:[\w.+-]*\+)?json(?:;|$)/i;
const FORM_TYPE = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)/i;

/** Reads the body of an operation: of several content types JSON, else a form, else the first. */
export function readBody(given: unknown, lookup: SchemaLookup): ApiBody | undefined {
  const body = lookup.resolve(given);
  const content = objectOf(body['content']);
  const types = Object.keys(content);
  const contentType =
    types.find((type) => JSON_TYPE.test(type)) ?? types.find((type) => FORM_TYPE.test(type)) ?? types[0];
  if (contentType === undefined) return undefined;
  const media = objectOf(content[contentType]);
  return {
    contentType,
    required: body['required'] === true,
    example: JSON_TYPE.test(contentType) ? jsonText(bodyExample(media, lookup)) : '',
    fields: FORM_TYPE.test(contentType) ? fieldsOf(media, lookup) : [],
  };
}

function bodyExample(media: JsonObject, lookup: SchemaLookup): unknown {
  if (media['example'] !== undefined) return media['example'];
  const first = lookup.resolve(Object.values(objectOf(media['examples']))[0]);
  if (first['value'] !== undefined) return first['value'];
  return exampleOf(media['schema'], lookup);
}

function jsonText(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, undefined, 2);
}

function fieldsOf(media: JsonObject, lookup: SchemaLookup): ApiField[] {
  const schema = formSchema(media['schema'], lookup);
  const required = arrayOf(schema['required']);
  return Object.entries(objectOf(schema['properties'])).map(([name, property]) => {
    const isFile = isBinary(property, lookup);
    return {
      name,
      required: required.includes(name),
      isFile,
      type: isFile ? 'file' : schemaText(property, lookup),
      example: isFile ? '' : (plainText(exampleOf(property, lookup)) ?? ''),
    };
  });
}

/** FastAPI wraps the schema of a form into `allOf`. */
function formSchema(given: unknown, lookup: SchemaLookup): JsonObject {
  const schema = lookup.resolve(given);
  const parts = arrayOf(schema['allOf']).map((part) => lookup.resolve(part));
  return parts.find((part) => isObject(part['properties'])) ?? schema;
}

function isBinary(property: unknown, lookup: SchemaLookup): boolean {
  const schema = lookup.resolve(property);
  const choices = [...arrayOf(schema['anyOf']), ...arrayOf(schema['oneOf'])];
  if (choices.length > 0) return choices.some((choice) => isBinary(choice, lookup));
  if (schema['type'] === 'array') return isBinary(schema['items'], lookup);
  return schema['format'] === 'binary' || schema['contentMediaType'] === 'application/octet-stream';
}
