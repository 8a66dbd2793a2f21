import { access, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyntaxParts } from '../../../../../plugins/codegen/review/syntax/check-syntax.js';
import { syntaxStage, type SyntaxStage } from './syntax-stage.js';

let stage: SyntaxStage;
beforeAll(async () => void (stage = await syntaxStage()));
afterAll(() => stage.dispose());

/** `line:column message` of each problem. */
async function problems(path: string, text: string): Promise<readonly string[] | undefined> {
  const found = await stage.check(path, text);
  return found?.map(({ line, column, message }) => `${line}:${column ?? ''} ${message}`);
}

/** Processes that start `sleep` instead of an interpreter, and tell so. */
function sleeping(onStart?: () => void): SyntaxParts['processes'] {
  return {
    spawn(options) {
      const child = stage.processes.spawn({ ...options, command: 'sleep', args: ['60'] });
      if (onStart) queueMicrotask(onStart);
      return child;
    },
  };
}

describe('any file', () => {
  it('says nothing of languages that it does not know', async () => {
    for (const path of [
      'main.rs',
      'Dockerfile',
      'README.md',
      'query.sql',
      '.gitignore',
      'constructor',
      'a.constructor',
    ]) {
      expect(await problems(path, ')(')).toBeUndefined();
    }
  });

  it('tells conflicts that are not resolved, and not the lines under headings', async () => {
    const conflict = 'a\n<<<<<<< ours\nb\n||||||| base\nx\n=======\nc\n>>>>>>> theirs\n';
    const message = 'a conflict that nobody has resolved: keep what is right and take the marks out';
    expect(await problems('README.md', conflict + conflict)).toEqual([`2:1 ${message}`, `10:1 ${message}`]);
    expect(await problems('app.py', conflict)).toEqual([`2:1 ${message}`]);
    expect(await problems('README.md', 'Title\n=======\n>>>>>>> deep quote\n')).toBeUndefined();
    expect(await problems('README.md', 'git writes\n<<<<<<< ours\nabove it\n')).toBeUndefined();
  });

  it('tells characters that nobody sees, in any language', async () => {
    const told = (names: string) => `hidden characters (${names}): take them out, or write escapes`;
    expect(await problems('notes.unknown', 'a\n\tb\u202e\u2066\u202e\n')).toEqual([`2:3 ${told('U+202E, U+2066')}`]);
    expect(await problems('app.py', 'x = "\u200b"\ny = 1\n')).toEqual([`1:6 ${told('U+200B')}`]);
    expect(await problems('app.py', 'x = "👨\u200d👩 ✔\ufe0f می\u200cخواهم é"\n')).toEqual([]);
    expect(await problems('a.md', `${'\u{e0041}\u{e0042}\u{e0043}\u{e0044}\u{e0045}\u{e0046}'}\n`)).toEqual([
      `1:1 ${told('U+E0041, U+E0042, U+E0043, U+E0044 and 2 more')}`,
    ]);
  });

  it.each([
    ['app.json', 'tsconfig.json'],
    ['a.yaml', 'a.yml'],
    ['a.toml', 'Pipfile'],
    ['a.py', 'a.pyi'],
    ['a.ts', 'a.jsx'],
    ['a.jsonl', '.vscode/settings.json'],
  ])('finds nothing wrong with %s and %s that are right', async (one, two) => {
    const texts: Readonly<Record<string, string>> = {
      'app.json': '{"a": [1, -2.5e3, "\\u00e9\\n", {}, [], true, null]}\n',
      'tsconfig.json': '// for tsc\n{ "a": /* all */ [1, 2,], }\n',
      'a.yaml': 'a: 1\n---\nb: !Ref c\nd: ${{ e }}\n',
      'a.yml': '',
      'a.toml': 'a = 1\n[b]\nc = 1979-05-27\n',
      Pipfile: '[packages]\nflask = "*"\n',
      'a.py': 'def f(x: int) -> int:\n    return x\n',
      'a.pyi': 'def f(x: int) -> int: ...\n',
      'a.ts': '@dec class A { constructor(@In() private a: number) {} accessor b = 1 }\nexport { A };\n',
      'a.jsx': 'const a = <div>{1}</div>;\nmodule.exports = a;\n',
      'a.jsonl': '{"a": 1}\n\n[2]\n',
      '.vscode/settings.json': '{}',
    };
    expect(await problems(one, texts[one] ?? '?')).toEqual([]);
    expect(await problems(two, texts[two] ?? '?')).toEqual([]);
  });
});

describe('Python', () => {
  it('tells the first mistake with its place', async () => {
    const found = await stage.check('app/main.py', 'def f():\n    x = (1,\n    return x\n');
    expect(found).toHaveLength(1);
    expect(found?.[0]).toMatchObject({ line: 2, column: 9 });
    expect(found?.[0]?.message).toContain('never closed');
  });

  it('tells what only the compiler sees, and what Python warns of', async () => {
    expect(await problems('a.py', 'x = 1\nreturn x\n')).toEqual([
      expect.stringMatching(/^2:\d* 'return' outside function/),
    ]);
    expect(await problems('a.py', 'x = 1\nif x is 1:\n    pass\n')).toEqual([expect.stringMatching(/^2: "is" with/)]);
  });

  it('puts what is missing at the end into the last line', async () => {
    for (const text of ['def f():\n', 'x = [1,\n', 'if x:\n    pass\nelse:']) {
      const found = await stage.check('a.py', text);
      expect(found).toHaveLength(1);
      expect(found?.[0]?.line).toBeLessThanOrEqual(text.trimEnd().split('\n').length);
    }
  });

  it('runs nothing, and reads nothing of the project', async () => {
    const mark = `${stage.cwd}/was-run`;
    const evil = `open(${JSON.stringify(mark)}, 'w')\n`;
    for (const name of ['ast.py', 'json.py', 'sitecustomize.py', 'usercustomize.py']) {
      await writeFile(`${stage.cwd}/${name}`, evil);
    }
    expect(await problems('a.py', evil)).toEqual([]);
    await expect(access(mark)).rejects.toThrow();
  });

  it('reads any characters, a BOM and a cookie, and survives what is nested too deeply', async () => {
    expect(await problems('a.py', '\ufeff# -*- coding: latin-1 -*-\nname = "Zoë 漢字 🚀"\n')).toEqual([]);
    expect(await problems('a.py', 'x = "\0"\n')).toEqual([
      expect.stringContaining('null bytes'),
      expect.stringContaining('U+0000'),
    ]);
    expect(await problems('a.py', `x = ${'('.repeat(5000)}\n`)).toHaveLength(1);
    expect(await problems('run', '#!/usr/bin/env python3\nx = = 1\n')).toHaveLength(1);
  });

  it('cannot tell without an interpreter', async () => {
    for (const python of [undefined, '/no/such/python', '/bin/true', '/bin/false']) {
      expect(await stage.check('a.py', 'x = = 1', { python: async () => python })).toBeUndefined();
    }
  });

  it('ends when it is aborted, and leaves no process', async () => {
    const abort = new AbortController();
    const slow = sleeping(() => abort.abort(new Error('left')));
    const checked = stage.check('a.py', 'x = 1', { processes: slow, signal: abort.signal });
    await expect(checked).rejects.toThrow('left');
    expect(await stage.processes.all.get().at(-1)?.exit).toMatchObject({ kind: 'signalled' });
    await expect(stage.check('a.py', 'x', { signal: abort.signal })).rejects.toThrow('left');
  });

  it('gives up on a Python that says nothing', async () => {
    const limits: number[] = [];
    const clock: SyntaxParts['clock'] = {
      setTimeout(callback, ms) {
        limits.push(ms);
        queueMicrotask(callback);
        return { dispose: () => undefined };
      },
    };
    expect(await stage.check('a.py', 'x = 1', { processes: sleeping(), clock })).toBeUndefined();
    expect(limits).toEqual([10_000]);
  });
});

describe('JSON', () => {
  it.each([
    ['{"a": 1,}', '1:8 no comma may stand before }'],
    ['[1, 2,\n]', '1:6 no comma may stand before ]'],
    ['{"a": 1\n "b": 2}', '2:2 expected , or }, found "b"'],
    ['{"a" 1}', '1:6 expected : after the key, found 1'],
    ["{'a': 1}", '1:2 strings stand in double quotes'],
    ['{a: 1}', '1:2 a is no value: strings stand in double quotes'],
    ['{"a": }', '1:7 expected a value, found }'],
    ['{"a": "one\n"}', '1:7 the string has no end in its line'],
    ['{"a": "\\q"}', '1:8 \\q is no escape of JSON'],
    ['[1, 01]', '1:5 01 is no number of JSON'],
    ['[1, .5]', '1:5 .5 is no number of JSON'],
    ['\n[1, 2', '2:6 the list that begins in line 2 has no end'],
    ['{} {}', '1:4 nothing may follow after the end of the value'],
    ['', '1:1 expected a value: the file is empty'],
    ['// no\n1', '1:1 JSON has no comments'],
    ['{"a": 1, "b": {"a": 2}, "a": 3}', '1:25 the key "a" is there twice'],
    ['[,]', '1:2 expected a value, found ,'],
    ['[1,,2]', '1:4 expected a value, found ,'],
    ['{"a": 1]', '1:8 expected , or }, found ]'],
    [']', '1:1 expected a value, found ]'],
  ])('%s', async (text, problem) => {
    expect(await problems('a.json', text)).toEqual([problem]);
  });

  it('tells several, and in JSON Lines each in its line', async () => {
    expect(await problems('a.json', '{\n  // one\n  "a": 1,\n}\n')).toEqual([
      '2:3 JSON has no comments',
      '3:9 no comma may stand before }',
    ]);
    expect(await problems('a.jsonl', '{"a": 1}\n{"a"}\n[1\n')).toEqual([
      '2:5 expected : after the key, found }',
      '3:3 the list that begins in line 1 has no end',
    ]);
  });
});

describe('YAML', () => {
  it('tells mistakes of all documents, keys that are there twice among them', async () => {
    expect(await problems('a.yml', 'a: 1\na: 2\n---\nb: [1\n')).toEqual([
      '2:1 Map keys must be unique',
      expect.stringMatching(/^[45]:\d* /),
    ]);
    expect(await problems('a.yml', 'a:\n\t- 1\n')).toEqual([expect.stringMatching(/^2:\d+ /)]);
  });

  it('does not judge templates', async () => {
    expect(await problems('a.yml', 'a: "{{ b }}"\nc: d: e\n')).toHaveLength(1);
    expect(await problems('a.yml', 'a: {{ b }} c\n')).toBeUndefined();
    expect(await problems('chart/templates/a.yaml', '{{- if .Values.a }}\na: b: c\n{{- end }}\n')).toBeUndefined();
  });
});

describe('TOML', () => {
  it('tells the first mistake', async () => {
    expect(await problems('pyproject.toml', 'a = 1\na = 2\n')).toEqual([
      '2:1 trying to redefine an already defined table or value',
    ]);
    expect(await problems('uv.lock', '[x\n')).toEqual([expect.stringMatching(/^1:\d+ /)]);
  });
});

describe('JavaScript and TypeScript', () => {
  it('tells several mistakes', async () => {
    expect(await problems('a.ts', 'let y = 2;\nlet y = 3;\nreturn y;\nexport { q };\n')).toEqual([
      "2:5 Identifier 'y' has already been declared",
      "3:1 'return' outside of function",
      "4:10 Export 'q' is not defined",
    ]);
    expect(await problems('a.js', 'const x = ;\n')).toEqual(['1:11 Unexpected token']);
  });

  it('knows the dialects by their endings', async () => {
    expect(await problems('a.tsx', 'export const A = <T,>(x: T) => <b>{x as string}</b>;\n')).toEqual([]);
    expect(await problems('a.ts', 'const x = <string>y;\nawait x;\n')).toEqual([]);
    expect(await problems('a.js', 'const x: string = 1;\n')).toHaveLength(1);
    expect(await problems('a.js', '// @flow\nconst x: string = 1;\n')).toEqual([]);
    expect(await problems('a.d.ts', 'declare const x: number;\nexport default x;\n')).toEqual([]);
    expect(await problems('b.d.ts', "import * as dns from 'dns';\nexport { dns, other };\n")).toEqual([]);
    expect(await problems('a.cjs', 'return 1;\n')).toEqual([]);
    expect(await problems('a.js', "const a = '\\033';\nif (a) return;\n")).toEqual([]);
    expect(await problems('a.js', 'export const a = 1;\nif (a) return;\n')).toEqual([
      "2:8 'return' outside of function",
    ]);
    expect(await problems('a.mjs', 'await 1;\nexport {};\n')).toEqual([]);
    expect(await problems('a.cts', 'import x = require("x");\nexport = x;\n')).toEqual([]);
  });

  it('finds nothing in sources that are right', async () => {
    const own = fileURLToPath(new URL('../../../../../plugins/codegen/review/syntax/check-syntax.ts', import.meta.url));
    expect(await problems('check-syntax.ts', await readFile(own, 'utf8'))).toEqual([]);
  });
});
