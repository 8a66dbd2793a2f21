import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../../plugins/codegen/answer/parse-answer.js';
import { expectQuick } from '../../../support/expect-quick.js';

const f = '```';
const target = 'app/x.py';
const files = (text: string, path = target, isComplete = true) => parseAnswer(text, { target: path, isComplete }).files;
const whole = (path: string, text: string) => ({ kind: 'whole', path, text, isComplete: true });

describe('one block', () => {
  it.each([
    ['a fence without a path', `${f}python\nx = 1\n${f}`],
    ['prose around', `Here is the file:\n\n${f}python\nx = 1\n${f}\n\nIt sets x.`],
    ['no language', `${f}\nx = 1\n${f}\n`],
    ['tildes', '~~~python\nx = 1\n~~~'],
    ['four marks', '````py\nx = 1\n````'],
    ['carriage returns', `Sure.\r\n${f}python\r\nx = 1\r\n${f}\r\n`],
    ['no end', `${f}python\nx = 1\n`],
    ['no end and no newline', `${f}python\nx = 1`],
    ['a list that indents it', `1. Write:\n   ${f}python\n   x = 1\n   ${f}\n`],
    ['no fence', 'x = 1\n'],
    ['no fence, words in front and behind', 'Here is the file:\n\nx = 1\n\nThis sets x to one.\n'],
    ['thoughts in front', `<think>\n${f}python\ny = 2\n${f}\n</think>\n${f}python\nx = 1\n${f}`],
    [
      'commands to run it',
      `${f}python\nx = 1\n${f}\nRun:\n${f}bash\npython app/x.py\n${f}\nIt prints:\n${f}text\n1\n${f}`,
    ],
    ['a short example of its use', `${f}python\nx = 1\n${f}\nUse:\n${f}json\n{}\n${f}`],
  ])('is the target: %s', (_, text) => {
    expect(files(text)).toEqual([whole(target, 'x = 1\n')]);
  });

  it.each([
    [`${f}python path=app/y.py`],
    [`${f}python file="app/y.py"`],
    [`${f}python title='app/y.py'`],
    [`${f}python:app/y.py`],
    [`${f}app/y.py`],
    [`${f}python app/y.py`],
    [`${f}python (app/y.py)`],
    [`${f}{.python filename="app/y.py"}`],
    [`### app/y.py\n\n${f}python`],
    ['### `app/y.py`\n' + `${f}python`],
    ['### 2. `app/y.py` (new)\n' + `${f}python`],
    [`**app/y.py**\n${f}python`],
    ['**`app/y.py`**:\n\n' + `${f}python`],
    ['`app/y.py`:\n' + `${f}python`],
    [`app/y.py\n${f}python`],
    [`app/y.py:\n${f}python`],
    [`File: app/y.py\n${f}python`],
    ['File: `app/y.py`\n' + `${f}python`],
    [`# app/y.py\n${f}python`],
    ['## `app/y.py`\n\nIt holds the rest of it, as was wished.\n\n' + `${f}python`],
  ])('names its file: %j', (start) => {
    expect(files(`${start}\nx = 1\n${f}\n`)).toEqual([whole('app/y.py', 'x = 1\n')]);
  });

  it.each([['Create `app/y.py`:'], ['- Create `app/y.py` with this:'], ['Then, in app/y.py:'], ['Update app/y.py']])(
    'names its file in a sentence, which may show a part of it only: %j',
    (line) => {
      expect(files(`${line}\n${f}python\nx = 1\n${f}\n`)).toEqual([
        { ...whole('app/y.py', 'x = 1\n'), isMentioned: true },
      ]);
    },
  );

  it.each([
    ['Example:'],
    ['YAML'],
    ['`json`:'],
    ['Markdown:'],
    ['bash'],
    ['C'],
    ['Go:'],
    ['env'],
    ['# html'],
    ['License'],
    ['v1.2.x'],
    ['`self.lines`'],
    ['**Order.total**'],
    ['### order.close'],
    ['1. pricing.total'],
    ['Here is `Order.total`:'],
    ['Use `os.environ`:'],
    ['Use `response.json`:'],
  ])('%s names no file', (line) => {
    const text = `${f}python\nA = 1\nB = 1\n${f}\n\n${line}\n\n${f}python\nC = 1\n${f}\n`;
    expect(files(text)).toEqual([whole(target, 'A = 1\nB = 1\n')]);
    expect(files(`${f}python\n# html\nx = 1\n${f}`)).toEqual([whole(target, '# html\nx = 1\n')]);
  });

  it.each([['Dockerfile'], ['Makefile'], ['LICENSE'], ['.gitignore'], ['setup.cfg'], ['Dockerfile.dev'], ['a/b.tmpl']])(
    '%s names one',
    (path) => {
      expect(files(`### ${path}\n${f}\nx\n${f}\n`)).toEqual([whole(path, 'x\n')]);
    },
  );

  it.each([
    ['brackets', ' ('.repeat(60_000)],
    ['blanks', `# ${' '.repeat(100_000)}x`],
    ['stars', '*'.repeat(100_000)],
    ['backticks', '` '.repeat(50_000)],
    ['a fence', `${f}${' a='.repeat(40_000)}`],
  ])('a long line of %s is read in no time', async (_, line) => {
    await expectQuick(500, () => files(`${line}\n\n${f}python\n${line}\n${f}\n`));
  });

  it.each([
    ['# app/y.py', 'app/y.py'],
    ['# file: app/y.py', 'app/y.py'],
    ['# filename: y.py', 'y.py'],
    ['// src/a.ts', 'src/a.ts'],
    ['-- db/1.sql', 'db/1.sql'],
    ['/* a.css */', 'a.css'],
    ['<!-- docs/a.html -->', 'docs/a.html'],
  ])('names its file in its first line: %s', (line, path) => {
    expect(files(`${f}\n${line}\nx = 1\n${f}\n`)).toEqual([{ ...whole(path, 'x = 1\n'), markerLine: line }]);
  });

  it.each([
    ['# Node.js'],
    ['# the orders'],
    ['#!/usr/bin/env python'],
    ['# v1.2'],
    ['# see https://a.io/b.py'],
    ['# e.g.'],
  ])('keeps a first line that names no file: %s', (line) => {
    expect(files(`${f}python\n${line}\nx = 1\n${f}\n`)).toEqual([whole(target, `${line}\nx = 1\n`)]);
  });
});

describe('several blocks', () => {
  it('are several files, each with its path; commands below a path are how it is run', () => {
    const text = `### app/x.py\n${f}python\nx = 1\n${f}\n### tests/test_x.py\n${f}python\nt = 1\n${f}\nRun \`tests/test_x.py\`:\n${f}bash\npytest\n${f}`;
    const { files: found, prose } = parseAnswer(text, { target, isComplete: true });
    expect(found).toEqual([whole('app/x.py', 'x = 1\n'), whole('tests/test_x.py', 't = 1\n')]);
    expect(prose).toContain(`${f}bash\npytest\n${f}`);
    expect(prose).not.toContain('t = 1');
  });

  it('a block without a path is an example where the target is named', () => {
    const text = `${f}python path=app/x.py\nx = 1\n${f}\nUse it:\n${f}python\nimport x\n${f}`;
    expect(files(text)).toEqual([whole(target, 'x = 1\n')]);
  });

  it('two of the same size are both the target: nobody can tell', () => {
    expect(files(`${f}python\nx = 1\n${f}\nOr:\n${f}python\nx = 2\n${f}`)).toHaveLength(2);
  });

  it('a fence whose end was forgotten ends where the next file begins', () => {
    const text = `${f}python path=a.py\nx = 1\n${f}python path=b.py\ny = 1\n${f}`;
    expect(files(text)).toEqual([whole('a.py', 'x = 1\n'), whole('b.py', 'y = 1\n')]);
  });

  it('a quoted place of a file is no file', () => {
    const text = `${f}12:14:app/y.py\nold\n${f}\n${f}python\nx = 1\n${f}`;
    expect(files(text)).toEqual([whole(target, 'x = 1\n')]);
  });
});

describe('Markdown', () => {
  const document = `# Title\n\n${f}bash\nrun\n${f}\n\nEnd.\n`;
  it.each([
    ['longer marks', `${f}\`markdown\n${document}${f}\`\n`],
    ['marks of the same length', `${f}markdown\n${document}${f}\n`],
    ['marks of the same length, prose behind', `Here:\n\n${f}md\n${document}${f}\n\nDone.\n`],
    ['no fence', document],
    ['no fence, words in front', `Here is the README:\n\n${document}`],
  ])('with blocks inside: %s', (_, text) => {
    expect(files(text, 'README.md')).toEqual([whole('README.md', document)]);
  });

  it('blocks inside without a language', () => {
    const inner = `# T\n\n${f}\nrun\n${f}\n\nEnd.\n`;
    expect(files(`${f}markdown\n${inner}${f}\n`, 'README.md')).toEqual([whole('README.md', inner)]);
  });

  it('words right behind the end are none of it', () => {
    const text = `${f}markdown\n# T\n${f}\nThis is it. Look:\n${f}bash\ncat README.md\n${f}\n`;
    expect(files(text, 'README.md')).toEqual([whole('README.md', '# T\n')]);
  });
});

describe('search/replace blocks', () => {
  const block = '<<<<<<< SEARCH\nold\n=======\nnew\n>>>>>>> REPLACE\n';
  const edits = (path: string, n = 1) => ({
    kind: 'edits',
    path,
    isComplete: true,
    edits: Array.from({ length: n }, () => ({ search: 'old\n', replace: 'new\n' })),
  });

  it.each([
    ['for the target', block, target, 1],
    ['in a fence', `${f}python\n${block}${f}`, target, 1],
    ['two in a fence', `${f}python\n${block}\n${block}${f}`, target, 2],
    ['a path before the fence', `app/y.py\n${f}python\n${block}${f}`, 'app/y.py', 1],
    ['a path in the fence', `${f}python\napp/y.py\n${block}${f}`, 'app/y.py', 1],
    ['a path in the info', `${f}python path=app/y.py\n${block}${f}`, 'app/y.py', 1],
    ['a path before it', `### \`app/y.py\`\n\n${block}`, 'app/y.py', 1],
    ['the same path goes on', `app/y.py\n${block}\nAnd:\n\n${block}`, 'app/y.py', 2],
    ['marks of Cline', '------- SEARCH\nold\n=======\nnew\n+++++++ REPLACE\n', target, 1],
  ])('%s', (_, text, path, n) => {
    const found = files(text);
    expect(found).toMatchObject([edits(path, n)]);
  });

  it('fences inside are text', () => {
    const text = `${f}markdown\n<<<<<<< SEARCH\n${f}bash\na\n${f}\n=======\n${f}bash\nb\n${f}\n>>>>>>> REPLACE\n${f}\n`;
    expect(files(text, 'README.md')).toMatchObject([
      { edits: [{ search: `${f}bash\na\n${f}\n`, replace: `${f}bash\nb\n${f}\n` }] },
    ]);
  });

  it('one without an end is refused; while it is written it is just not complete', () => {
    const text = `${block}<<<<<<< SEARCH\nold\n=======\nne`;
    expect(files(text)).toMatchObject([edits(target), { kind: 'unsupported' }]);
    expect(files(text, target, false)).toMatchObject([{ ...edits(target), isComplete: false }]);
  });
});

describe('diffs', () => {
  const hunk = '@@ -3,2 +3,9 @@ def a():\n a\n-b\n+c\n';
  const edit = { search: 'a\nb\n', replace: 'a\nc\n', nearLine: 3 };
  it.each([
    ['git headers', `diff --git a/y.py b/y.py\nindex 1..2 100644\n--- a/y.py\n+++ b/y.py\n${hunk}`, 'y.py'],
    ['plain headers', `--- y.py\n+++ y.py\n${hunk}`, 'y.py'],
    ['with times', `--- y.py\t2024-01-01\n+++ y.py\t2024-01-02\n${hunk}`, 'y.py'],
    ['no headers', hunk, target],
  ])('%s', (_, diff, path) => {
    expect(files(`${f}diff\n${diff}${f}\n`)).toMatchObject([{ kind: 'edits', path, isComplete: true, edits: [edit] }]);
    if (diff === hunk) return;
    expect(files(`${f}\n${diff}${f}\n`)).toMatchObject([{ path, edits: [edit] }]);
    expect(files(`Apply this:\n\n${diff}\nThat is all.\n`)).toMatchObject([{ path, edits: [edit] }]);
  });

  it('several files, a new one, marks of a missing newline, a line that looks like a header', () => {
    const diff = `--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1 @@\n--- note\n x\n\\ No newline at end of file\n--- /dev/null\n+++ b/n.py\n@@ -0,0 +1,3 @@\n+a\n\n+b\n`;
    expect(files(`${f}diff\n${diff}${f}`)).toMatchObject([
      { path: 'q.sql', edits: [{ search: '-- note\nx\n', replace: 'x\n' }] },
      { path: 'n.py', edits: [{ search: '', replace: 'a\n\nb\n' }] },
    ]);
  });

  it.each([
    ['--- a/y.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n', 'deletes'],
    ['diff --git a/y.py b/y.py\ndeleted file mode 100644\n', 'deletes'],
    ['diff --git a/y.py b/z.py\nrename from y.py\nrename to z.py\n', 'renames'],
    ['*** Begin Patch\n*** Delete File: y.py\n*** End Patch\n', 'deletes'],
  ])('what is never done is said: %j', (diff, word) => {
    expect(files(`${f}diff\n${diff}${f}`)).toMatchObject([
      { kind: 'unsupported', reason: expect.stringContaining(word) },
    ]);
  });

  it('patches of apply_patch', () => {
    const patch =
      '*** Begin Patch\n*** Update File: y.py\n@@ def a():\n a\n-b\n+c\n*** Add File: n.py\n+x\n*** End Patch\n';
    expect(files(patch)).toMatchObject([
      { path: 'y.py', edits: [{ search: 'a\nb\n', replace: 'a\nc\n' }] },
      { path: 'n.py', edits: [{ search: '', replace: 'x\n' }] },
    ]);
  });

  it('of a patch file they are the file', () => {
    const diff = `--- a/y.py\n+++ b/y.py\n${hunk}`;
    expect(files(`${f}diff\n${diff}${f}`, 'fix.patch')).toEqual([whole('fix.patch', diff)]);
  });
});

describe('no code', () => {
  it.each([
    ['I cannot do that. Please say more about the orders.\n'],
    ['Sure!\n\nThe file app/x.py is fine as it is. Import os if you like.\n\n- It works.\n'],
    [`Run this:\n${f}bash\npytest\n${f}\n`],
    [''],
    ['\n\n'],
  ])('%j', (text) => {
    const { files: found, prose } = parseAnswer(text, { target, isComplete: true });
    expect(found).toEqual([]);
    expect(prose).toBe(text.trim());
  });
});

it('is not complete while its end is missing', () => {
  expect(files(`${f}python\nx = 1\ny`, target, false)).toEqual([{ ...whole(target, 'x = 1\ny\n'), isComplete: false }]);
  expect(files(`${f}python\nx = 1\n\`\``, target, false)).toEqual([{ ...whole(target, 'x = 1\n'), isComplete: false }]);
});
