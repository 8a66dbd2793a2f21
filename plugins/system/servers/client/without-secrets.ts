import type { ApiRequest, ApiRequestBody, NamedValue } from './api-request.js';
import { isOnlyReferences } from './environment-references.js';
import { withoutJsonSecrets } from './json-secrets.js';
import { hiddenHeader } from './secret-header.js';
import { isSecretName } from './secret-names.js';
import { withoutFormSecrets, withoutQuerySecrets, withoutUrlPasswords } from './url-secrets.js';

/**
 * The request as it may be written down: values of `Authorization`, `Cookie`, keys, tokens and passwords are empty, wherever they stand, unless
 * they name variables (`Bearer $TOKEN`). What was empty has to be typed again before it is sent. `mask`: stands there instead, for people.
 */
export function withoutSecrets(request: ApiRequest, mask = ''): ApiRequest {
  const { path, params, query, headers, body } = request;
  const open = ([name, value]: NamedValue): [string, string] => [
    name,
    isSecretName(name) ? mask : withoutUrlPasswords(value, mask),
  ];
  return {
    ...request,
    path: withoutQuerySecrets(path, mask),
    params: Object.fromEntries(Object.entries(params).map(open)),
    query: query.map(open),
    headers: headers.map(([name, value]) => [
      name,
      hiddenHeader(name, value, mask) ?? withoutUrlPasswords(value, mask, isOnlyReferences),
    ]),
    body: body && openBody(body, mask, open),
  };
}

function openBody(body: ApiRequestBody, mask: string, open: (pair: NamedValue) => NamedValue): ApiRequestBody {
  switch (body.kind) {
    case 'json':
      return { ...body, text: openText(body.text, mask) };
    case 'text': {
      const isForm = /x-www-form-urlencoded/i.test(body.contentType);
      return { ...body, text: isForm ? withoutFormSecrets(body.text, mask) : openText(body.text, mask) };
    }
    case 'form':
    case 'multipart':
      return { ...body, fields: body.fields.map(open) };
    case 'file':
      return body;
  }
}

function openText(text: string, mask: string): string {
  return withoutUrlPasswords(withoutJsonSecrets(text, mask), mask);
}
