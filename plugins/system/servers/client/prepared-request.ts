import { validateHeaderName, validateHeaderValue } from 'node:http';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { ApiRequest } from './api-request.js';
import { resolveReferences } from './environment-references.js';
import type { ExchangeRequest } from './exchange.js';
import { requestBody } from './request-body.js';
import { requestPath } from './request-path.js';
import { hiddenHeader, lacksSecret } from './secret-header.js';

export interface PreparationParts {
  /** The server's URL, without a slash at its end: `http://127.0.0.1:8000`, `https://staging.example.com/api`. */
  readonly url: string;
  /** Variables that headers may name. */
  readonly variable: (name: string) => string | undefined;
  /** Told every value that must be masked from now on. */
  readonly addSecret: (value: string) => void;
  /** For relative paths of files; absolute. */
  readonly folder: string;
  /** Sent as `authorization` where the person gives neither that nor `x-api-key`. */
  readonly authorization?: (() => Promise<string | undefined>) | undefined;
}

/** Makes of what a person wrote what goes over the wire. Rejects with a `DevmgrError` that says what is missing or wrong. */
export async function preparedRequest(request: ApiRequest, parts: PreparationParts): Promise<ExchangeRequest> {
  const { origin, pathname } = new URL(parts.url);
  const path = pathname.replace(/\/$/, '') + requestPath(request);
  const headers = request.headers.map(([name, value]) => [name, headerText(name, value, parts)] as const);
  const made = request.body && (await requestBody(request.body, parts.folder));
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const authorization =
    given.has('x-api-key') || given.has('authorization') ? undefined : await parts.authorization?.();
  const added: (readonly [string, string])[] = [
    ['accept', '*/*'],
    ['accept-encoding', 'gzip, deflate, br'],
    ['user-agent', 'devmgr'],
    ['connection', 'close'],
    ...(authorization === undefined ? [] : [['authorization', authorization] as const]),
    ...(made ? [['content-type', made.contentType] as const] : []),
  ];
  return {
    method: methodOf(request.method),
    origin,
    path,
    headers: [
      ...headers,
      ...added.filter(([name]) => !given.has(name)),
      // An empty body has a length too where one is expected.
      ...(made || ['POST', 'PUT', 'PATCH'].includes(request.method)
        ? [['content-length', String(made?.body.bytes ?? 0)] as const]
        : []),
    ],
    body: made?.body,
  };
}

function methodOf(method: string): string {
  const upper = method.toUpperCase();
  if (/^[A-Z]{1,20}$/.test(upper) && upper !== 'CONNECT') return upper;
  throw invalid(`${method} is no method of HTTP`, 'Say one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS');
}

function headerText(name: string, text: string, { variable, addSecret }: PreparationParts): string {
  if (lacksSecret(name, text))
    throw invalid(`${name} has no value`, 'Secret values are not saved: type it again, or write $NAME for a variable');
  const { value, inserted } = resolveReferences(text, variable, name);
  inserted.forEach(addSecret);
  if (hiddenHeader(name, value, '') !== undefined) addSecret(value.replace(/^\w+ +/, ''));
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw invalid(`The header ${name} cannot be sent`, 'Names have letters, digits and dashes; values one line');
  }
  if (/^(?:content-length|transfer-encoding|host)$/i.test(name))
    throw invalid(`${name} is set by devmgr`, 'Leave it out');
  return value;
}

function invalid(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_SYSTEM_CALL_INVALID', message, hint, exitCode: ExitCode.usage });
}
