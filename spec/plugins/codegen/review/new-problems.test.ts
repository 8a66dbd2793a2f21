import { afterAll, beforeAll, expect, it } from 'vitest';
import { newProblems } from '../../../../plugins/codegen/review/new-problems.js';
import { syntaxStage, type SyntaxStage } from './syntax/syntax-stage.js';

let stage: SyntaxStage;

beforeAll(async () => void (stage = await syntaxStage()));
afterAll(() => stage.dispose());

async function foundIn(path: string, before: string | undefined, after: string) {
  const problemsOf = async (file: { path: string; text: string }) => (await stage.check(file.path, file.text)) ?? [];
  const found = await newProblems({ path, before, after }, problemsOf, new AbortController().signal);
  return found.map(({ line, message }) => `${line} ${message.replace(/[:(].*/, '')}`);
}

it("tells Python's warnings of new lines, not those that stood there before", async () => {
  const old = "import re\nPLACE = re.compile('\\d+')\n";
  expect(await foundIn('a.py', undefined, old)).toEqual(["2 invalid escape sequence '\\d'"]);
  expect(await foundIn('a.py', old, `"""Places."""\n\n${old}\nX = 1\n`)).toEqual([]);
  expect(await foundIn('a.py', old, `${old}OTHER = re.compile('\\d+')\n`)).toEqual(["3 invalid escape sequence '\\d'"]);
});

it('knows a mistake again when it has moved, also where its words name lines', async () => {
  const old = "def f():\n    return 'never closed\n";
  expect(await foundIn('a.py', old, `import os\n\n\n${old}`)).toEqual([]);
  expect(await foundIn('a.py', 'def f():\n    return 1\n', old)).toHaveLength(1);
});

it('tells hidden characters, not those of a line that had them', async () => {
  const old = "MARK = '\u200b'\n";
  expect(await foundIn('a.py', old, `import os\n\n${old}`)).toEqual([]);
  expect(await foundIn('a.md', 'a\u202e\n', 'a\u202e\nb\u202e\n')).toEqual(['2 hidden characters ']);
  expect(await foundIn('a.py', old, "MARK = '\u200b\u2066'\n")).toEqual(['1 hidden characters ']);
});
