import { WireFormatError } from '../wire-format-error.js';

/** Reads JSON from outside. Throws a `WireFormatError` that says what came instead. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WireFormatError(`answered with ${notJson(text)}`);
  }
}

function notJson(text: string): string {
  const start = text.slice(0, 1000).trim();
  if (start === '') return 'nothing, not JSON';
  if (/^<(!doctype\s|html|head|body|title)/i.test(start)) return 'a web page, not JSON';
  if (start.startsWith('<')) return 'XML, not JSON';
  return /^[{[]/.test(start) ? 'JSON that is broken or cut off' : 'something that is not JSON';
}
