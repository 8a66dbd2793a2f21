import type { ApiRequest, ApiRequestBody, NamedValue } from '../api-request.js';
import { referencePieces } from '../environment-references.js';
import { prettyJson } from '../pretty-json.js';
import { requestPath } from '../request-path.js';
import { pythonText, pythonValue } from './python-text.js';

export interface HttpxCodeOptions {
  /** Of the server, without a slash at its end. */
  readonly url: string;
  /** As a pytest test that expects this status; `undefined`: a script that prints the answer. */
  readonly test?: { readonly status: number } | undefined;
}

const MOST_JSON = 1_000_000;
const PADDING = '    ';

/** The request as Python with httpx; variables that headers name are read from the environment. Throws a `DevmgrError` as `requestPath`. */
export function httpxCode(request: ApiRequest, { url, test }: HttpxCodeOptions): string {
  const address = url + requestPath({ ...request, query: [] });
  const headers = [...request.headers, ...typeHeader(request)];
  const given = [
    pythonText(request.method),
    pythonText(address),
    ...(request.query.length === 0 ? [] : [`params=${pairs(addressQuery(address).concat(request.query))}`]),
    ...(headers.length === 0 ? [] : [`headers=${pairs(headers, headerValue)}`]),
    ...(request.body === undefined ? [] : bodyArguments(request.body)),
  ];
  const usesEnvironment = request.headers.some(([, value]) => references(value));
  const call = `response = httpx.request(\n${given.map((each) => `${indented(each)},\n`).join('')})`;
  const imports = `${usesEnvironment ? 'import os\n\n' : ''}import httpx\n\n`;
  if (test === undefined) return `${imports}${call}\nprint(response.status_code)\nprint(response.text)\n`;
  const body = indented(`${call}\nassert response.status_code == ${test.status}`);
  return `${imports}\ndef ${testName(request)}():\n${body}\n`;
}

/** With `params` httpx drops the query that is in the address. */
function addressQuery(address: string): NamedValue[] {
  return [...new URL(address).searchParams];
}

function bodyArguments(body: ApiRequestBody): string[] {
  const json = body.kind === 'json' ? prettyJson(body.text, MOST_JSON) : undefined;
  // A body that is no JSON, as one may want to send to see what happens.
  if (body.kind === 'json' && (!json || json.isCut)) return [`content=${pythonText(body.text)}`];
  switch (body.kind) {
    case 'json':
      return [`json=${pythonValue(json?.text ?? '')}`];
    case 'text':
      return [`content=${pythonText(body.text)}`];
    case 'form':
      return [`data=${dictionary(body.fields)}`];
    case 'file':
      return [`content=open(${pythonText(body.path)}, "rb")`];
    case 'multipart':
      return [
        `data=${dictionary(body.fields)}`,
        `files=${pairs(body.files, (path) => `open(${pythonText(path)}, "rb")`)}`,
      ];
  }
}

/** What httpx does not know by itself. A `$` stays one. */
function typeHeader({ body, headers }: ApiRequest): NamedValue[] {
  if (headers.some(([name]) => name.toLowerCase() === 'content-type')) return [];
  if (body?.kind === 'json' && !isWhole(body.text)) return [['content-type', 'application/json']];
  if (body?.kind === 'text') return [['content-type', body.contentType]];
  return body?.kind === 'file' ? [['content-type', body.contentType ?? 'application/octet-stream']] : [];
}

function isWhole(json: string): boolean {
  return prettyJson(json, MOST_JSON)?.isCut === false;
}

function pairs(values: readonly NamedValue[], text: (value: string) => string = pythonText): string {
  return `[${values.map(([name, value]) => `(${pythonText(name)}, ${text(value)})`).join(', ')}]`;
}

/** Several values of one name are a list. */
function dictionary(fields: readonly NamedValue[]): string {
  const names = [...new Set(fields.map(([name]) => name))];
  const valuesOf = (name: string) => fields.filter(([each]) => each === name).map(([, value]) => pythonText(value));
  const entries = names.map((name) => {
    const [only = '""', ...more] = valuesOf(name);
    return `${pythonText(name)}: ${more.length === 0 ? only : `[${[only, ...more].join(', ')}]`}`;
  });
  return `{${entries.join(', ')}}`;
}

/** `"Bearer " + os.environ["TOKEN"]` */
function headerValue(value: string): string {
  const pieces = referencePieces(value);
  if (pieces.length === 0) return '""';
  return pieces
    .map((piece) => ('variable' in piece ? `os.environ[${pythonText(piece.variable)}]` : pythonText(piece.text)))
    .join(' + ');
}

function references(value: string): boolean {
  return referencePieces(value).some((piece) => 'variable' in piece);
}

function testName({ method, path }: ApiRequest): string {
  const words = `${method} ${path}`.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `test_${words.join('_').slice(0, 80)}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : PADDING + line))
    .join('\n');
}
