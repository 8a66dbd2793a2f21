import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { ApiRequest, NamedValue } from './api-request.js';

/** What may stand in a path as it is; `%` too: what is encoded already stays. */
const NOT_PLAIN = /[^\w\-.~!$&'()*+,;=:@/%?[\]]+/g;

/**
 * The path and query of a request as they go over the wire. Values are encoded whole: a slash in a value becomes `%2F`.
 * Throws a `DevmgrError` for a path that is none, leads to another server, or lacks a value.
 */
export function requestPath(request: Pick<ApiRequest, 'path' | 'params' | 'query'>): string {
  const { path, params, query } = request;
  if (!path.startsWith('/') || path.startsWith('//'))
    throw invalid(`${path} is no path of the server`, 'Begin it with one slash: /health');
  const [plain = '', given] = path.split('#', 1)[0]?.split(/\?(.*)/s, 2) ?? [];
  const filled = plain
    .split(/(\{[^{}/]+\})/)
    .map((part) => (/^\{[^{}/]+\}$/.test(part) ? filledIn(part, params) : escaped(part)))
    .join('');
  const all = [...(given === undefined || given === '' ? [] : [escaped(given)]), ...query.map(encodedPair)];
  return all.length === 0 ? filled : `${filled}?${all.join('&')}`;
}

function filledIn(place: string, params: ApiRequest['params']): string {
  const name = place.slice(1, -1).replace(/:\w+$/, '');
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  if (value !== undefined && value !== '') return encoded(value);
  throw invalid(`{${name}} in the path has no value`, `Give it one: --param ${name}=...`);
}

export function encodedPair([name, value]: NamedValue): string {
  return `${encoded(name)}=${encoded(value)}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Only what must not stand in a request line. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_PLAIN, (some) => encodeURIComponent(some))
    .replace(/%(?![\dA-Fa-f]{2})/g, '%25');
}

function invalid(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_SYSTEM_CALL_INVALID', message, hint, exitCode: ExitCode.usage });
}
