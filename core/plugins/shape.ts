/** What a value in a manifest must look like. Returns what is wrong, or undefined. Unknown fields are collected as warnings. */
export type Shape = (value: unknown, path: string, warn: (message: string) => void) => string | undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text =
  (pattern?: RegExp, example?: string): Shape =>
  (value, path) => {
    if (typeof value !== 'string' || value === '') return `${path} must be a text that is not empty`;
    if (pattern && !pattern.test(value)) return `${path} "${value}" must look like "${example ?? pattern.source}"`;
    return undefined;
  };

export const number: Shape = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? undefined : `${path} must be a number`;

export const boolean: Shape = (value, path) =>
  typeof value === 'boolean' ? undefined : `${path} must be true or false`;

export const anything: Shape = () => undefined;

export const oneOf =
  (...choices: readonly string[]): Shape =>
  (value, path) =>
    typeof value === 'string' && choices.includes(value) ? undefined : `${path} must be one of ${choices.join(', ')}`;

export const list =
  (item: Shape): Shape =>
  (value, path, warn) => {
    if (!Array.isArray(value)) return `${path} must be a list`;
    for (const [index, entry] of value.entries()) {
      const wrong = item(entry, `${path}[${index}]`, warn);
      if (wrong) return wrong;
    }
    return undefined;
  };

export const mapOf =
  (item: Shape): Shape =>
  (value, path, warn) => {
    if (!isRecord(value)) return `${path} must be an object`;
    for (const [key, entry] of Object.entries(value)) {
      const wrong = item(entry, `${path}.${key}`, warn);
      if (wrong) return wrong;
    }
    return undefined;
  };

/** An object with required and optional (`?` at the end of the name) fields. */
export const record = (fields: Readonly<Record<string, Shape>>): Shape => {
  const known = new Map(Object.entries(fields).map(([name, shape]) => [name.replace(/\?$/, ''), fieldOf(name, shape)]));
  return (value, path, warn) => {
    if (!isRecord(value)) return `${path} must be an object`;
    for (const [key, { shape, optional }] of known) {
      const entry = value[key];
      if (entry === undefined) {
        if (optional) continue;
        return `${path}.${key} is missing`;
      }
      const wrong = shape(entry, `${path}.${key}`, warn);
      if (wrong) return wrong;
    }
    for (const key of Object.keys(value)) {
      if (!known.has(key)) warn(`${path}.${key} is not a field that devmgr knows`);
    }
    return undefined;
  };
};

const fieldOf = (name: string, shape: Shape) => ({ shape, optional: name.endsWith('?') });
