import type { ApiRoute } from '../../servers/openapi/api-route.js';
import type { ApiRequest, ApiRequestBody, NamedValue } from '../../servers/client/api-request.js';
import { readFields } from './client-fields.js';
import { EMPTY_DRAFT, type ClientDraft } from './empty-draft.js';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** The request that is written there. Throws a `DevmgrError` for a line that is neither parameter nor header. */
export function requestOf({ method, path, fields, body, contentType }: ClientDraft): ApiRequest {
  const { parameters, headers } = readFields(fields);
  const places = new Set([...path.matchAll(/\{([^{}/:]+)[^{}/]*\}/g)].map(([, name = '']) => name));
  return {
    method,
    path,
    params: Object.fromEntries(parameters.filter(([name]) => places.has(name))),
    query: parameters.filter(([name]) => !places.has(name)),
    headers,
    body: bodyOf(body, headerType(headers) ?? contentType),
  };
}

/** A request that can be sent as it is, where the description of the route has examples for what is required. */
export function draftOfRoute({ method, path, parameters, body }: ApiRoute): ClientDraft {
  const lines = parameters.flatMap((parameter) => {
    const value = parameter.example ?? parameter.default ?? parameter.options[0] ?? '';
    if (parameter.in === 'cookie') return parameter.required ? [`Cookie: ${parameter.name}=${value}`] : [];
    const line = parameter.in === 'header' ? `${parameter.name}: ${value}` : `${parameter.name}=${value}`;
    return [parameter.required ? line : `# ${line}`];
  });
  return {
    method,
    path,
    fields: lines.join('\n'),
    body: body === undefined ? '' : bodyExample(body),
    contentType: body?.contentType ?? EMPTY_DRAFT.contentType,
  };
}

/** The same request in the panes again. */
export function draftOfRequest({ method, path, params, query, headers, body }: ApiRequest): ClientDraft {
  const fields = [
    ...Object.entries(params).map(([name, value]) => `${name}=${value}`),
    ...query.map(([name, value]) => `${name}=${value}`),
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return { method, path, fields: fields.join('\n'), ...writtenBody(body) };
}

function bodyExample({ example, fields }: NonNullable<ApiRoute['body']>): string {
  if (fields.length === 0) return example;
  const line = (name: string, isFile: boolean, value: string) => (isFile ? `${name}@` : `${name}=${value}`);
  return fields
    .map((field) => `${field.required ? '' : '# '}${line(field.name, field.isFile, field.example)}`)
    .join('\n');
}

function bodyOf(text: string, contentType: string): ApiRequestBody | undefined {
  if (text.trim() === '') return undefined;
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === FORM) return { kind: 'form', fields: bodyFields(text, '=') };
  if (type === MULTIPART) return { kind: 'multipart', fields: bodyFields(text, '='), files: bodyFields(text, '@') };
  return type === 'application/json' ? { kind: 'json', text } : { kind: 'text', text, contentType };
}

/** Lines `name=value`, or `name@path` for files: whichever sign comes first in a line. */
function bodyFields(text: string, sign: '=' | '@'): NamedValue[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.flatMap((line): NamedValue[] => {
    const at = line.search(/[=@]/);
    return at > 0 && line[at] === sign ? [[line.slice(0, at).trim(), line.slice(at + 1)]] : [];
  });
}

function writtenBody(body: ApiRequestBody | undefined): Pick<ClientDraft, 'body' | 'contentType'> {
  const lines = (fields: readonly NamedValue[], sign: string) => fields.map(([name, value]) => name + sign + value);
  switch (body?.kind) {
    case undefined:
      return { body: '', contentType: EMPTY_DRAFT.contentType };
    case 'json':
      return { body: body.text, contentType: 'application/json' };
    case 'text':
      return { body: body.text, contentType: body.contentType };
    case 'form':
      return { body: lines(body.fields, '=').join('\n'), contentType: FORM };
    case 'multipart':
      return { body: [...lines(body.fields, '='), ...lines(body.files, '@')].join('\n'), contentType: MULTIPART };
    case 'file':
      return { body: '', contentType: body.contentType ?? EMPTY_DRAFT.contentType };
  }
}

function headerType(headers: readonly NamedValue[]): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
}
