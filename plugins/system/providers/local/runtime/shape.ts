/** Whether a value that came from outside is what it should be. */
export type Check = (value: unknown) => boolean;

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isNumber: Check = (value) => Number.isFinite(value);

/** A whole number from zero. */
export const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function oneOf(...names: readonly string[]): Check {
  return (value) => isText(value) && names.includes(value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

/** An object all of whose values pass. */
export function recordOf(check: Check): Check {
  return (value) => isRecord(value) && Object.values(value).every(check);
}

/** An object whose named fields pass; it may have others. */
export function shapeOf(fields: Readonly<Record<string, Check>>): Check {
  return (value) => isRecord(value) && Object.entries(fields).every(([name, check]) => check(value[name]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
