import type { JsonObject } from '../../gateway-protocol.js';

/** The object with these fields, `undefined` for those that are left out; the same one where nothing is changed. */
export function changed(object: JsonObject, changes: JsonObject): JsonObject {
  const names = Object.keys(changes).filter((name) => object[name] !== changes[name]);
  if (names.length === 0) return object;
  const made: Record<string, unknown> = { ...object };
  for (const name of names) {
    if (changes[name] === undefined) delete made[name];
    else made[name] = changes[name];
  }
  return made;
}

/** The list with each of its objects as `change` makes it; the same one where none is changed. What is no object is left out. */
export function changedItems(list: unknown, change: (item: JsonObject, at: number) => JsonObject): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const made = items.filter(isObject).map(change);
  return Array.isArray(list) && made.length === items.length && made.every((item, at) => item === items[at])
    ? items
    : made;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
