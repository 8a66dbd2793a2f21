import { splitIdentifier } from '../keyword/split-identifier.js';
import { pathRole } from '../rank/path-role.js';

const testWords = new Set(
  'test tests tested testing testcase spec specs fixture fixtures mock mocks mocked stub stubs conftest pytest vitest unittest jest e2e'.split(
    ' ',
  ),
);

/** Also where it is only a part of a path. */
const testPath = /(?:^|[/*])(?:tests?|specs?|__tests__|e2e)(?:[/*]|$)/i;

/** Whether somebody looks for tests: by a word, or by a path that holds them. */
export function asksForTests(text: string, paths: readonly string[]): boolean {
  const words = (text.match(/\w+/g) ?? []).flatMap((word) => [word.toLowerCase(), ...splitIdentifier(word)]);
  if (words.some((word) => testWords.has(word))) return true;
  return paths.some((path) => testPath.test(path) || pathRole(path) === 'test');
}
