import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../../plugins/codegen/answer/parse-answer.js';

const f = '```';
const target = 'app/x.py';
const files = (text: string, path = target) => parseAnswer(text, { target: path, isComplete: true }).files;

describe('a fence inside of a file that is as short as its own', () => {
  const doc = `"""Use it:\n\n${f}\nx()\n${f}\n"""\n\n\ndef x():\n    return 1\n`;
  it.each([
    ['in a text of three quotes', target, `${f}python path=${target}\n${doc}${f}\n`],
    ['without a path', target, `${f}python\n${doc}${f}\n`],
    ['a single one', target, `${f}python path=${target}\n"""Use\n${f}\n"""\nx = 1\n${f}\n`],
    [
      'in a template',
      'a.ts',
      `${f}ts path=a.ts\nexport const help = \`\n${f}\nrun\n${f}\n\`;\nexport const b = 1;\n${f}\n`,
    ],
    ['further in', 'a.yaml', `${f}yaml path=a.yaml\nbody: |\n  ${f}\n  run\n  ${f}\nnext: 1\n${f}\n`],
    ['that leaves one without an end', 'a.sh', `${f}bash path=a.sh\ncat <<END\n\n${f}\n\nEND\n${f}\nrun\n`],
  ])('%s: the file is refused, with how to write it', (_, path, text) => {
    expect(files(text, path)).toEqual([
      { kind: 'unsupported', path, isComplete: true, reason: expect.stringContaining('longer fence') },
    ]);
  });

  it.each([
    ['an example of its use', `${f}python path=${target}\nx = 1\n${f}\nRun it:\n${f}\npytest\n${f}\n`],
    ['one fence too many', `${f}python\nx = 1\n${f}\n${f}\n`],
    ['what it prints', `${f}python path=${target}\nx = 1\n${f}\n\nOutput\n\n${f}\n1\n${f}\n`],
    ['words right behind it', `${f}python path=${target}\nx = 1\n${f}\nThis sets x to one\n${f}\n1\n${f}\n`],
  ])('%s behind a file is none', (_, text) => {
    expect(files(text)).toEqual([{ kind: 'whole', path: target, text: 'x = 1\n', isComplete: true }]);
  });
});

describe('files in tags', () => {
  const whole = (path: string, text: string) => ({ kind: 'whole', path, text, isComplete: true });
  it.each([
    ['alone', '<file path="app/n.py">\nx = 1\n</file>\n'],
    ['with a fence', `<file path="app/n.py">\n${f}python\nx = 1\n${f}\n</file>\n`],
    ['with words around', "Here it is:\n\n<file name='app/n.py'>\n\nx = 1\n</file>\n\nDone.\n"],
  ])('%s', (_, text) => {
    expect(files(text)).toEqual([whole('app/n.py', 'x = 1\n')]);
  });

  it('several, and one whose end is missing', () => {
    const text =
      '<file path="a.py">\nx = 1\n</file>\n<file path="b.html">\n<p>\n</p>\n</file>\n<file path="c.py">\ny = 1\n';
    expect(files(text)).toEqual([whole('a.py', 'x = 1\n'), whole('b.html', '<p>\n</p>\n'), whole('c.py', 'y = 1\n')]);
  });

  it('edits in them', () => {
    const edit = '<<<<<<< SEARCH\nold\n=======\nnew\n>>>>>>> REPLACE\n';
    expect(files(`<file path="a.py">\n${edit}</file>\n`)).toMatchObject([{ kind: 'edits', path: 'a.py' }]);
  });
});

describe('diffs that are no text', () => {
  it.each([
    ['old mode 100644\nnew mode 100755\n', /permissions/],
    ['index 1..2 100644\nBinary files a/y.png and b/y.png differ\n', /binary/],
    ['index 1..2 100644\nGIT binary patch\nliteral 3\nabc\n', /binary/],
    ['new file mode 120000\n--- /dev/null\n+++ b/y.png\n@@ -0,0 +1 @@\n+../x\n', /link/],
    ['similarity index 100%\ncopy from x.png\ncopy to y.png\n', /copies/],
  ])('%j is told', (diff, reason) => {
    const text = `diff --git a/y.png b/y.png\n${diff}`;
    const refused = [{ kind: 'unsupported', path: 'y.png', isComplete: true, reason: expect.stringMatching(reason) }];
    expect(files(`${f}diff\n${text}${f}\n`)).toEqual(refused);
    expect(files(text)).toEqual(refused);
  });

  it('a mode beside a change is no reason', () => {
    const text =
      'diff --git a/y.py b/y.py\nold mode 100644\nnew mode 100755\n--- a/y.py\n+++ b/y.py\n@@ -1 +1 @@\n-a\n+b\n';
    expect(files(text)).toMatchObject([{ kind: 'edits', path: 'y.py' }]);
  });
});
