type Scalar = string | number | boolean;

/** A value of a configuration. `undefined`: left out. */
export type YamlValue = Scalar | undefined | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** A table as YAML 1.2 that readers of YAML 1.1 (PyYAML) take as well: texts are in double quotes, as JSON has them. */
export function toYaml(table: { readonly [key: string]: YamlValue }): string {
  return Object.entries(table)
    .flatMap(([key, value]) => (value === undefined ? [] : `${key}: ${flow(value)}\n`))
    .join('');
}

/** PyYAML takes `2e-05` for a text: a number needs a point. */
function number(value: number): string {
  const text = String(value);
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
}

function flow(value: YamlValue): string {
  if (value === undefined) return 'null';
  if (typeof value === 'number') return number(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}: ${flow(each)}`).join(', ')}}`;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}
