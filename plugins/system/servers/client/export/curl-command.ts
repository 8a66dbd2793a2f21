import type { ApiRequest, ApiRequestBody } from '../api-request.js';
import { referencePieces } from '../environment-references.js';
import { encodedPair, requestPath } from '../request-path.js';

/**
 * The request as a command line of curl for a POSIX shell; variables that headers name are left to the shell. Throws a `DevmgrError` for a path
 * that lacks a value. `url`: of the server, without a slash at its end.
 */
export function curlCommand(request: ApiRequest, url: string): string {
  const { method, headers, body } = request;
  const address = url + requestPath(request);
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const standard = body === undefined ? 'GET' : 'POST';
  return [
    'curl',
    ...(method === 'HEAD' ? ['--head'] : method === standard ? [] : [`-X ${method}`]),
    // Without these curl takes such signs for its own.
    ...(/[[\]{}]/.test(address) ? ['--globoff'] : []),
    ...(/\/\.{1,2}(?:\/|$|\?)/.test(address) ? ['--path-as-is'] : []),
    shellText(address),
    ...headers.map(([name, value]) => `-H ${headerText(name, value)}`),
    ...(body === undefined ? [] : bodyOptions(body, hasType)),
  ].join(' ');
}

function bodyOptions(body: ApiRequestBody, hasType: boolean): string[] {
  const type = (contentType: string) => (hasType ? [] : [`-H ${shellText(`content-type: ${contentType}`)}`]);
  switch (body.kind) {
    case 'json':
      return [...type('application/json'), `--data-raw ${shellText(body.text)}`];
    case 'text':
      return [...type(body.contentType), `--data-raw ${shellText(body.text)}`];
    case 'form':
      return [`--data-raw ${shellText(body.fields.map(encodedPair).join('&'))}`];
    case 'file':
      return [...type(body.contentType ?? 'application/octet-stream'), `--data-binary ${shellText(`@${body.path}`)}`];
    case 'multipart':
      return [
        ...body.fields.map(([name, value]) => `--form-string ${shellText(`${name}=${value}`)}`),
        ...body.files.map(([name, path]) => `-F ${shellText(`${name}=@"${path.replace(/["\\]/g, '\\$&')}"`)}`),
      ];
  }
}

/** In double quotes where a variable is named, so that the shell puts its value in. */
function headerText(name: string, value: string): string {
  // To curl a header without a value is one to leave out.
  if (value === '') return shellText(`${name};`);
  const pieces = referencePieces(value);
  if (!pieces.some((piece) => 'variable' in piece))
    return shellText(`${name}: ${pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')}`);
  const quoted = (text: string) => text.replace(/["\\$`]/g, '\\$&');
  const written = pieces.map((piece) => ('variable' in piece ? `\${${piece.variable}}` : quoted(piece.text)));
  return `"${quoted(name)}: ${written.join('')}"`;
}

function shellText(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
