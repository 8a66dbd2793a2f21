import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../../../../plugins/system/servers/definition/command-line.js';
import { splitCommand } from '../../../../../plugins/system/servers/definition/split-command.js';
import { expectQuick } from '../../../../support/expect-quick.js';

describe('the words of a command', () => {
  it.each([
    ['npm run dev', ['npm', 'run', 'dev']],
    ['  a\tb  ', ['a', 'b']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`a '' ""`, ['a', '', '']],
    [`x'y'"z"`, ['xyz']],
    [`"a\\"b" "c\\d" 'e\\f'`, ['a"b', 'c\\d', 'e\\f']],
    [`grep "end$" 'no $HOME' \\$HOME`, ['grep', 'end$', 'no $HOME', '$HOME']],
    ['python -m http.server \\\n  8001\n', ['python', '-m', 'http.server', '8001']],
    ['pytest tests/*.py -k a[0]', ['pytest', 'tests/*.py', '-k', 'a[0]']],
    ['curl http://localhost:8000/#top', ['curl', 'http://localhost:8000/#top']],
    ['run a=b', ['run', 'a=b']],
  ])('of %j', (text, words) => expect(splitCommand(text)).toEqual({ words }));

  it.each([
    ['', 'must name a command'],
    ['   ', 'must name a command'],
    ['gunicorn -b :$PORT app', 'has a variable ($PORT)'],
    ['echo "${HOME}"', 'has a variable (${)'],
    ['echo $(date)', 'has a variable ($()'],
    ['echo `date`', 'has a backtick'],
    ['a | b', 'has a pipe (|)'],
    ['a && b', 'has &'],
    ['a; b', 'has ;'],
    ['a > out.log', 'has a redirection (>)'],
    ['a 2>&1', 'has a redirection (>)'],
    ['a < in', 'has a redirection (<)'],
    ['(a)', 'has a bracket'],
    ['a\nb', 'has a second line'],
    ['a # b', 'has a comment (#)'],
    ['ls ~/x', 'has a ~, which only a shell makes into a folder'],
    ['PORT=1 run', 'begins with a variable: those belong into env'],
    ['cd app', 'begins with cd, which is of the shell'],
    [`a 'b`, "has a ' without a second one"],
    ['a "b', 'has a " without a second one'],
    ['a \\', 'ends with a backslash'],
  ])('cannot be read in %j', (text, problem) => expect(splitCommand(text)).toEqual({ problem }));

  it('come back from how a command is shown', () => {
    const word = fc.string({ unit: fc.constantFrom(...'ab1-_./ \'"\\$`|&;<>()*?[]{}~#=!%\n\té') });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const line = commandLine(['run', ...words]);
        expect(splitCommand(line)).toEqual({ words: ['run', ...words] });
      }),
    );
  });

  it('take no time that grows faster than the text, whatever it holds', async () => {
    for (const piece of [' ', '\\\n', '\\', "'", '"', '$', '"\\', 'a ', '\n', '\r'])
      await expectQuick(1_000, () => splitCommand(piece.repeat(100_000)), JSON.stringify(piece));
  });
});

describe('beside a real shell', () => {
  let folder = '';
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'devmgr-split-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What `sh` makes of many texts at once; in an empty folder no pattern matches. */
  const ofShell = (texts: readonly string[]) => {
    const script = texts.map((text) => `printf '%s\\0' ${text}\nprintf 'END\\0'`).join('\n');
    const output = execFileSync('sh', ['-s'], { input: script, cwd: folder, encoding: 'utf8', env: {} });
    return output
      .split('END\0')
      .slice(0, -1)
      .map((words) => words.split('\0').slice(0, -1));
  };

  it('the words are the same, wherever any are given', () => {
    const piece = fc.constantFrom(
      ...['a', 'b', ' ', '  ', "'", '"', '\\', '$', '*', '?', '=', '#', '\t', '{', '}', '!', '-', 'é', '\\\n'],
    );
    const texts = fc
      .sample(fc.array(piece, { minLength: 1, maxLength: 12 }), { numRuns: 20_000, seed: 7 })
      .map((pieces) => `x ${pieces.join('')}`);
    const split = texts.flatMap((text) => {
      const found = splitCommand(text);
      return 'words' in found ? [{ text, words: found.words }] : [];
    });
    expect(split.length).toBeGreaterThan(2_000);
    const shell = ofShell(split.map(({ text }) => text));
    for (const [index, { text, words }] of split.entries())
      expect({ text, words }).toEqual({ text, words: shell[index] });
  });
});
