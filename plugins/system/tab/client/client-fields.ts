import { DevmgrError } from 'devmgr/plugin-api';
import type { NamedValue } from '../../servers/client/api-request.js';

export interface ClientFields {
  readonly parameters: readonly NamedValue[];
  readonly headers: readonly NamedValue[];
}

/**
 * Reads a line each: `name=value` is a parameter, `Name: value` a header, whichever sign comes first; `#` begins a comment. Throws a
 * `DevmgrError` that quotes a line which is neither.
 */
export function readFields(text: string): ClientFields {
  const parameters: NamedValue[] = [];
  const headers: NamedValue[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const at = line.search(/[=:]/);
    const name = line.slice(0, Math.max(0, at)).trim();
    if (name === '') throw noField(line);
    const value = line.slice(at + 1);
    if (line[at] === ':') headers.push([name, value.trim()]);
    else parameters.push([name, value]);
  }
  return { parameters, headers };
}

function noField(line: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_CALL_INVALID',
    message: `"${line.trim()}" is neither a parameter nor a header`,
    hint: 'Write name=value for a parameter, Name: value for a header, # before what is not sent',
  });
}
