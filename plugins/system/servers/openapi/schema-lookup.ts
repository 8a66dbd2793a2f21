import { isObject, objectOf, type JsonObject } from './json-value.js';

const MOST_HOPS = 20;

/** Follows `$ref` within one OpenAPI document. */
export class SchemaLookup {
  readonly #document: JsonObject;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** What a value stands for; an empty object for a reference that leads nowhere, in a circle or to another document. */
  resolve(value: unknown): JsonObject {
    let current = objectOf(value);
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      const reference = current['$ref'];
      if (typeof reference !== 'string') return current;
      current = { ...this.#at(reference), ...without(current, '$ref') };
    }
    return {};
  }

  /** A JSON pointer: `#/components/schemas/Order`. */
  #at(reference: string): JsonObject {
    if (!reference.startsWith('#/')) return {};
    let current: unknown = this.#document;
    for (const part of reference.slice(2).split('/')) {
      const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
      if (Array.isArray(current)) current = (current as unknown[])[Number(key)];
      else current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
    }
    return objectOf(current);
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
