import { describe, expect, it } from 'vitest';
import { editorCommand } from '../../../../core/screen/edit/editor-command.js';
import { splitCommand } from '../../../../core/screen/edit/split-command.js';

const place = { path: '/p/app/main.py', line: 12 };
const nothing = () => false;

function line(editor: string, at: Parameters<typeof editorCommand>[0] = place): string {
  const found = editorCommand(at, { env: { EDITOR: editor }, isOnPath: nothing });
  return found ? `${[found.command, ...found.args].join(' ')}${found.hasWindow ? ' (window)' : ''}` : 'none';
}

describe('editorCommand', () => {
  it.each([
    ['vim', 'vim +12 /p/app/main.py'],
    ['/usr/local/bin/nvim -p', '/usr/local/bin/nvim -p +12 /p/app/main.py'],
    ['nano', 'nano +12 /p/app/main.py'],
    ['emacsclient -t', 'emacsclient -t +12 /p/app/main.py'],
    ['env LANG=C kak', 'env LANG=C kak +12 /p/app/main.py'],
    ['hx', 'hx /p/app/main.py:12'],
    ['code --wait', 'code -g /p/app/main.py:12 (window)'],
    ['cursor -w --new-window', 'cursor --new-window -g /p/app/main.py:12 (window)'],
    ['subl -w', 'subl /p/app/main.py:12 (window)'],
    ['pycharm', 'pycharm --line 12 /p/app/main.py (window)'],
    ["'/opt/my editor/vim' -u 'no rc'", '/opt/my editor/vim -u no rc +12 /p/app/main.py'],
    ['something-else', 'something-else /p/app/main.py'],
  ])('%s', (editor, expected) => expect(line(editor)).toBe(expected));

  it('leaves a line out that is not known', () => {
    expect(line('vim', { path: '/p/a' })).toBe('vim /p/a');
    expect(line('code', { path: '/p/a', line: 0 })).toBe('code /p/a (window)');
  });

  it('takes $VISUAL first, then $EDITOR, then that of the terminal, then one that is there', () => {
    const command = (env: Record<string, string>, there: readonly string[]) =>
      editorCommand(place, { env, isOnPath: (name) => there.includes(name) })?.command;
    expect(command({ VISUAL: 'hx', EDITOR: 'vim' }, [])).toBe('hx');
    expect(command({ VISUAL: ' ', EDITOR: 'vim' }, [])).toBe('vim');
    expect(command({ TERM_PROGRAM: 'vscode' }, ['code', 'nano'])).toBe('code');
    expect(command({}, ['code', 'vi'])).toBe('vi');
    expect(command({}, [])).toBeUndefined();
    expect(command({ EDITOR: "''" }, ['vi'])).toBeUndefined();
  });
});

it.each([
  ['a  b', ['a', 'b']],
  [String.raw`a\ b "c \"d\" \e" 'f\g'`, ['a b', String.raw`c "d" \e`, String.raw`f\g`]],
  [`x"y z"'w'`, ['xy zw']],
  [`'never closed`, ['never closed']],
  ['', []],
])('splitCommand: %s', (text, words) => expect(splitCommand(text)).toEqual(words));
