import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { ApiRequest, ApiRequestBody, NamedValue } from '../servers/client/api-request.js';
import { headerValue } from '../servers/client/header-value.js';
import { prettyJson } from '../servers/client/pretty-json.js';
import type { SavedRequest } from '../servers/client/saved-requests.js';
import type { CallWords } from './call-words.js';

const MOST_PIPED = 32 * 1024 * 1024;

/** The request of a `server call`: what was saved, with what the flags say over it. Rejects with a `DevmgrError` for what is none. */
export async function callRequest(
  invocation: CliInvocation,
  words: CallWords,
  saved: SavedRequest | undefined,
): Promise<ApiRequest> {
  const { flags } = invocation;
  const path = words.path ?? saved?.request.path;
  if (path === undefined) throw usage('Which path of the server?', 'Say it so: devmgr server call GET /path');
  const headers = merged(
    saved?.request.headers ?? [],
    flags.strings('header').map((each) => pair(each, ':', '-H "Name: value"')),
    (name) => name.toLowerCase(),
  );
  const body = (await givenBody(invocation, headers)) ?? saved?.request.body;
  const standard = body === undefined ? 'GET' : 'POST';
  return {
    method: words.method ?? saved?.request.method ?? standard,
    path,
    params: {
      ...saved?.request.params,
      ...Object.fromEntries(flags.strings('param').map((each) => pair(each, '=', '--param name=value'))),
    },
    query: merged(
      saved?.request.query ?? [],
      flags.strings('query').map((each) => pair(each, '=', '-q name=value')),
    ),
    headers,
    body,
  };
}

/** Those that are given take the place of those of the same name. */
function merged(
  before: readonly NamedValue[],
  given: readonly NamedValue[],
  key = (name: string) => name,
): NamedValue[] {
  const names = new Set(given.map(([name]) => key(name)));
  return [...before.filter(([name]) => !names.has(key(name))), ...given];
}

function pair(text: string, sign: string, example: string): NamedValue {
  const at = text.indexOf(sign);
  if (at <= 0)
    throw usage(`${text} has no ${sign === ':' ? 'colon' : 'equals sign'} after its name`, `Write it so: ${example}`);
  const value = text.slice(at + 1);
  return [text.slice(0, at).trim(), sign === ':' ? value.trim() : value];
}

async function givenBody(
  invocation: CliInvocation,
  headers: readonly NamedValue[],
): Promise<ApiRequestBody | undefined> {
  const { flags } = invocation;
  const data = flags.string('data');
  const form = flags.strings('form');
  if (data !== undefined && form.length > 0) throw usage('A request has one body', 'Give -d or -F, not both');
  if (form.length > 0) return formBody(form.map((each) => pair(each, '=', '-F name=value, -F name=@file')));
  if (data === undefined) return undefined;
  const contentType = headerValue(headers, 'content-type');
  if (data.startsWith('@') && data !== '@-') return { kind: 'file', path: data.slice(1), contentType };
  const text = data === '-' || data === '@-' ? await pipedText(invocation) : data;
  if (contentType !== undefined && !/json/i.test(contentType)) return { kind: 'text', text, contentType };
  // Somebody who says that it is JSON may want to see what the server makes of it.
  if (contentType === undefined && prettyJson(text) === undefined)
    throw usage('The body is no JSON', 'For something else name its type: -H "Content-Type: text/plain"');
  return { kind: 'json', text };
}

function formBody(fields: readonly NamedValue[]): ApiRequestBody {
  const isFile = ([, value]: NamedValue) => value.startsWith('@');
  if (!fields.some(isFile)) return { kind: 'form', fields };
  const files = fields.filter(isFile).map(([name, value]) => [name, value.slice(1)] as const);
  return { kind: 'multipart', fields: fields.filter((each) => !isFile(each)), files };
}

async function pipedText(invocation: CliInvocation): Promise<string> {
  const lines: string[] = [];
  let length = 0;
  for await (const line of invocation.pipedLines({ waits: true })) {
    lines.push(line);
    length += line.length + 1;
    if (length > MOST_PIPED) throw usage('What is piped in is too long', 'Send a file: -d @FILE');
  }
  return lines.join('\n');
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
