import { isUtf8 } from 'node:buffer';
import { isTooDeep } from '../../finetuning/data/is-too-deep.js';
import { GatewayError } from '../gateway-error.js';

const UTF8_MARK = '\ufeff';

/** What the bytes of a body say. Throws a `GatewayError` that names what is wrong with them. */
export function readJsonBody(bytes: Buffer): unknown {
  const wrong = notText(bytes);
  if (wrong !== undefined) throw refused(wrong);
  const text = bytes.toString();
  const value = parsed(text.startsWith(UTF8_MARK) ? text.slice(1) : text);
  // Whoever follows it into its depth would run out of stack.
  if (isTooDeep(value)) throw refused('The body is nested too deeply.');
  return value;
}

function notText(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if (first === 0x1f && second === 0x8b) return 'The body is compressed (gzip): send it as it is.';
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isWide || (bytes.length > 1 && (first === 0 || second === 0))) return 'The body is UTF-16: send it as UTF-8.';
  return isUtf8(bytes) ? undefined : 'The body is not UTF-8.';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw refused(`The body is no JSON: ${text.trim() === '' ? 'it is empty' : readable(error)}.`);
  }
}

/** The engine quotes what it stumbled over, which may be any part of a prompt: only where it is is told. */
function readable(error: unknown): string {
  const at = /at position (\d+)/.exec(String(error))?.[1];
  return at === undefined ? 'it ends too early, or has something that is none' : `something is wrong at position ${at}`;
}

function refused(message: string): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message, code: 'invalid_json' });
}
