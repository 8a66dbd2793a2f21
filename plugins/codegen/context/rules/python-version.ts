import { tableAt, type ConfigTable } from './config-files.js';
import type { Rule } from './rule.js';

/** What a Python below this one does not know. */
const novelties: readonly (readonly [minor: number, what: string])[] = [
  [9, '`list[int]` and `dict[str, int]` as types (take typing.List, typing.Dict)'],
  [10, '`X | None` as a type (take Optional), `match`'],
  [11, 'tomllib, StrEnum, ExceptionGroup, `Self` of typing'],
  [12, '`type` statements, type parameters in brackets, quotes of the same kind inside f-strings'],
];

/** From `requires-python`, or Poetry's dependency on python. */
export function pythonVersion(pyproject: ConfigTable): readonly Rule[] {
  const stated = tableAt(pyproject, 'project')['requires-python'] ?? poetryVersion(pyproject);
  const minor = typeof stated === 'string' ? /(?:>=|\^|~=?|==)\s*3\.(\d+)/.exec(stated)?.[1] : undefined;
  if (minor === undefined) return [];
  const missing = novelties.filter(([since]) => Number(minor) < since).map(([, what]) => what);
  const not = missing.length > 0 ? ` So without: ${missing.join('; ')}.` : '';
  return [{ text: `The code must run with Python 3.${minor}.${not}`, label: `Python 3.${minor}+` }];
}

function poetryVersion(pyproject: ConfigTable): unknown {
  return tableAt(pyproject, 'tool', 'poetry', 'dependencies')['python'];
}
