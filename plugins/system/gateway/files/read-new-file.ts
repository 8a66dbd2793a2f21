import { GatewayError } from '../gateway-error.js';
import { safeFileName } from './safe-file-name.js';
import { filePurposes, type FilePurpose, type NewFile } from './stored-file.js';

const hourSeconds = 60 * 60;
const shortestLife = hourSeconds;
const longestLife = 30 * 24 * hourSeconds;

/** What a client says of a file. `purpose` and `expires_after` are checked as OpenAI does; throws a `GatewayError`. */
export function readNewFile(about: {
  readonly name: string | undefined;
  readonly mediaType: string | undefined;
  readonly purpose: unknown;
  readonly anchor: unknown;
  readonly seconds: unknown;
}): NewFile {
  const { name = '', mediaType = '' } = about;
  return {
    name: safeFileName(name),
    purpose: readPurpose(about.purpose),
    mediaType: isMediaType(mediaType) ? mediaType.toLowerCase() : 'application/octet-stream',
    lifetimeMs: readLifetime(about.anchor, about.seconds),
  };
}

function readPurpose(value: unknown): FilePurpose {
  const purpose = filePurposes.find((each) => each === value);
  if (purpose !== undefined) return purpose;
  const said = value === undefined || value === '' ? 'is missing' : 'is none that the gateway knows';
  throw wrong('purpose', `purpose ${said}. It is one of: ${filePurposes.join(', ')}.`);
}

function readLifetime(anchor: unknown, value: unknown): number | undefined {
  if (anchor === undefined && value === undefined) return undefined;
  if (anchor !== 'created_at') throw wrong('expires_after.anchor', 'expires_after.anchor must be created_at.');
  const seconds = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= shortestLife && seconds <= longestLife)
    return seconds * 1000;
  throw wrong('expires_after.seconds', `expires_after.seconds must be between ${shortestLife} and ${longestLife}.`);
}

function isMediaType(text: string): boolean {
  return text.length <= 100 && /^[\w.+-]+\/[\w.+-]+$/.test(text);
}

function wrong(param: string, message: string): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message, param, code: 'invalid_value' });
}
