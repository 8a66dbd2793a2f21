import { expect, test } from 'vitest';
import { findProblems } from '../../../../plugins/codegen/cli/find-problems.js';

/** Each line that begins with `!` is a mistake. */
const problemsOf = ({ text }: { readonly text: string }) =>
  Promise.resolve(
    text.split('\n').flatMap((line, at) => (line.startsWith('!') ? [{ line: at + 1, column: 1, message: line }] : [])),
  );
const { signal } = new AbortController();

test('tells mistakes of the answer, not those that were there', async () => {
  const files = [
    { path: 'a.py', before: '!old\n', after: 'new\n!old\n!new\n' },
    { path: 'b.py', before: undefined, after: '!bad\n' },
    { path: 'c.py', before: '!old\n', after: '\n!old\n' },
    { path: 'e.py', before: '!old\n', after: '!old\nx\n!old\n' },
    { path: 'd.py', before: '!old\n', after: 'good\n' },
  ];
  expect(await findProblems(files, { problemsOf }, signal)).toEqual([
    { path: 'a.py', line: 3, column: 1, message: '!new' },
    { path: 'b.py', line: 1, column: 1, message: '!bad' },
    { path: 'e.py', line: 3, column: 1, message: '!old' },
  ]);
});
