import { arrayOf, isObject, objectOf, textOf, type JsonObject } from './json-value.js';
import type { SchemaLookup } from './schema-lookup.js';

const DEEPEST = 8;
/** Of one example: a schema may unfold without end in its breadth, too. */
const MOST_VALUES = 400;

const BY_FORMAT: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00',
  duration: 'PT1H',
  email: 'ann@example.com',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  byte: 'ZGV2bWdy',
};

/**
 * A value that fits a JSON schema, for somebody to change: its example, default or first allowed value where it has one, else made from its
 * type. A recursive schema ends where it repeats: with an empty list, `null`, or without that property.
 */
export function exampleOf(schema: unknown, lookup: SchemaLookup): unknown {
  return new ExampleMaker(lookup).make(schema, 0, []);
}

class ExampleMaker {
  readonly #lookup: SchemaLookup;
  #left = MOST_VALUES;

  constructor(lookup: SchemaLookup) {
    this.#lookup = lookup;
  }

  /** `above`: the references that are being unfolded. `undefined`: no end of it can be shown. */
  make(given: unknown, depth: number, above: readonly string[]): unknown {
    this.#left -= 1;
    const reference = isObject(given) ? textOf(given['$ref']) : '';
    if (depth > DEEPEST || this.#left < 0 || (reference !== '' && above.includes(reference))) return undefined;
    const inside = reference === '' ? above : [...above, reference];
    const schema = this.#lookup.resolve(given);
    const said = saidValue(schema);
    if (said !== undefined) return said.value;
    if (Array.isArray(schema['allOf'])) return this.#all(schema, depth, inside);
    const choices = [...arrayOf(schema['anyOf']), ...arrayOf(schema['oneOf'])];
    if (choices.length > 0) return this.#first(choices, depth, inside);
    return this.#byType(schema, depth, inside);
  }

  #all(schema: JsonObject, depth: number, above: readonly string[]): unknown {
    const own = schema['properties'] === undefined ? [] : [this.#object(schema, depth, above)];
    const parts = [...arrayOf(schema['allOf']).map((part) => this.make(part, depth + 1, above)), ...own];
    const objects = parts.filter(isObject);
    return objects.length > 0 ? Object.assign({}, ...objects) : parts.find((part) => part !== undefined);
  }

  /** What is not null comes first; null is for what has no end. */
  #first(choices: readonly unknown[], depth: number, above: readonly string[]): unknown {
    for (const choice of choices.filter((each) => !isNull(each))) {
      const made = this.make(choice, depth + 1, above);
      if (made !== undefined) return made;
    }
    return choices.some(isNull) ? null : undefined;
  }

  #byType(schema: JsonObject, depth: number, above: readonly string[]): unknown {
    switch (typeOf(schema)) {
      case 'object':
        return this.#object(schema, depth, above);
      case 'array':
        return this.#array(schema, depth, above);
      case 'integer':
      case 'number':
        return numberWithin(schema);
      case 'boolean':
        return true;
      case 'null':
        return null;
      case 'string':
        return textLike(schema);
      default:
        return {};
    }
  }

  #object(schema: JsonObject, depth: number, above: readonly string[]): unknown {
    const made: [string, unknown][] = [];
    for (const [name, property] of Object.entries(objectOf(schema['properties']))) {
      if (this.#lookup.resolve(property)['readOnly'] === true) continue;
      const value = this.make(property, depth + 1, above);
      if (value !== undefined) made.push([name, value]);
    }
    const more = schema['additionalProperties'];
    if (made.length === 0 && isObject(more)) {
      const value = this.make(more, depth + 1, above);
      if (value !== undefined) made.push(['key', value]);
    }
    return Object.fromEntries(made);
  }

  #array(schema: JsonObject, depth: number, above: readonly string[]): unknown {
    const fixed = arrayOf(schema['prefixItems']);
    const items = fixed.length > 0 ? fixed : [schema['items'] ?? { type: 'string' }];
    return items.map((item) => this.make(item, depth + 1, above)).filter((value) => value !== undefined);
  }
}

/** What the document itself gives as a value. */
function saidValue(schema: JsonObject): { readonly value: unknown } | undefined {
  if (schema['example'] !== undefined) return { value: schema['example'] };
  const examples = schema['examples'];
  if (Array.isArray(examples) && examples.length > 0) return { value: examples[0] };
  if (schema['default'] !== undefined && schema['default'] !== null) return { value: schema['default'] };
  if (schema['const'] !== undefined) return { value: schema['const'] };
  const allowed = arrayOf(schema['enum']);
  return allowed.length > 0 ? { value: allowed[0] } : undefined;
}

function typeOf(schema: JsonObject): string {
  const { type } = schema;
  if (Array.isArray(type)) return textOf(type.find((each) => each !== 'null') ?? 'null');
  if (typeof type === 'string') return type;
  if (schema['properties'] !== undefined || schema['additionalProperties'] !== undefined) return 'object';
  return schema['items'] === undefined ? '' : 'array';
}

function isNull(schema: unknown): boolean {
  return objectOf(schema)['type'] === 'null';
}

/** The smallest number that is allowed from 0 on. */
function numberWithin(schema: JsonObject): number {
  const { minimum, exclusiveMinimum, maximum, multipleOf } = schema;
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : 1;
  let value = 0;
  if (typeof minimum === 'number' && minimum > value) value = Math.ceil(minimum / step) * step;
  if (typeof exclusiveMinimum === 'number' && exclusiveMinimum >= value) {
    value = Math.floor(exclusiveMinimum / step) * step + step;
  }
  return typeof maximum === 'number' && value > maximum ? maximum : value;
}

function textLike({ format, minLength }: JsonObject): string {
  const made = BY_FORMAT[textOf(format)] ?? 'string';
  const least = typeof minLength === 'number' ? Math.min(minLength, 100) : 0;
  return made.padEnd(least, 'x');
}
