import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { pathRole } from '../../index/rank/path-role.js';

/** Of what was found for a literal, those that have it as a word of its own; first where it is a value in quotes, in code that is no test. */
export function asWritten<Match extends Pick<CodeMatch, 'path' | 'text'>>(
  matches: readonly Match[],
  literal: string,
): readonly Match[] {
  const text = literal.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const own = new RegExp(String.raw`(?<![\p{L}\p{N}_.$])${text}(?![\p{L}\p{N}_])`, 'iu');
  const quoted = new RegExp(String.raw`['"\x60]${text}['"\x60]`, 'i');
  const worth = (match: Match) => (quoted.test(match.text) ? 1 : 0) - (pathRole(match.path) === 'test' ? 2 : 0);
  return matches.filter((match) => own.test(match.text)).sort((a, b) => worth(b) - worth(a));
}
