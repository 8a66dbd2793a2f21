import type { ApiRequest, ApiRequestBody, NamedValue } from './api-request.js';

type Fields = Readonly<Record<string, unknown>>;

/** Checks what was read from a file; `undefined` when it is no request. */
export function readRequest(value: unknown): ApiRequest | undefined {
  if (!isFields(value)) return undefined;
  const { method, path, params, query, headers, body } = value;
  if (typeof method !== 'string' || typeof path !== 'string' || !isTexts(params)) return undefined;
  if (!isPairs(query) || !isPairs(headers)) return undefined;
  if (body === undefined) return { method, path, params, query, headers, body };
  const known = readBody(body);
  return known && { method, path, params, query, headers, body: known };
}

function readBody(value: unknown): ApiRequestBody | undefined {
  if (!isFields(value)) return undefined;
  const { kind, text, contentType, fields, files, path } = value;
  if (kind === 'json' && typeof text === 'string') return { kind, text };
  if (kind === 'text' && typeof text === 'string' && typeof contentType === 'string')
    return { kind, text, contentType };
  if (kind === 'form' && isPairs(fields)) return { kind, fields };
  if (kind === 'multipart' && isPairs(fields) && isPairs(files)) return { kind, fields, files };
  if (kind !== 'file' || typeof path !== 'string') return undefined;
  return { kind, path, contentType: typeof contentType === 'string' ? contentType : undefined };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isFields(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isPairs(value: unknown): value is readonly NamedValue[] {
  return Array.isArray(value) && value.every(isPair);
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string');
}
