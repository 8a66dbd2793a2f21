/** What is read from a file was perhaps not written by us: these say so with a `TypeError`. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function objectIn(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new TypeError('an object was written here');
}

export function stringIn(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError('a text was written here');
}

export function numberIn(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError('a number was written here');
}

/** Of a value that may be missing. */
export function optional<T>(read: (value: unknown) => T, value: unknown): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}

export function listIn<T>(read: (value: unknown) => T, value: unknown): readonly T[] {
  if (Array.isArray(value)) return value.map((item) => read(item));
  throw new TypeError('a list was written here');
}
