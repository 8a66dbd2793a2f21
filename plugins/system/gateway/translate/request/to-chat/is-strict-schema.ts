import { Fields } from '../../../../providers/json/fields.js';

const DEEPEST = 32;

/** Whether OpenAI takes a JSON schema as a strict one: its objects require all their properties and take no others. */
export function isStrictSchema(schema: unknown, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (Array.isArray(schema)) return schema.every((item) => isStrictSchema(item, depth + 1));
  const fields = Fields.of(schema);
  if (!fields) return true;
  const properties = fields.fields('properties');
  const isOpen = fields.value('type') === 'object' && fields.value('additionalProperties') !== false;
  const required = fields.strings('required');
  if (isOpen || !Object.keys(properties?.members() ?? {}).every((name) => required.includes(name))) return false;
  return Object.values(fields.members()).every((value) => isStrictSchema(value, depth + 1));
}
