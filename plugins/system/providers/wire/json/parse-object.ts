import { WireFormatError } from '../wire-format-error.js';
import { Fields } from '../../json/fields.js';
import { parseJson } from './parse-json.js';

/** Reads a JSON object from outside. Throws a `WireFormatError` for everything else. */
export function parseObject(text: string): Fields {
  const fields = Fields.of(parseJson(text));
  if (!fields) throw new WireFormatError('answered with JSON that is not an object');
  return fields;
}
