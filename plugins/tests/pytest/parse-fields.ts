/** An object of JSON whose fields have not been checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Entries of another shape are left out; no list is an empty one. */
export function listOf<T>(value: unknown, is: (entry: unknown) => entry is T): readonly T[] {
  return Array.isArray(value) ? value.filter(is) : [];
}

export function optional<T>(value: unknown, is: (value: unknown) => value is T): T | undefined {
  return is(value) ? value : undefined;
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isStringPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && isString(value[0]) && isString(value[1]);
}
