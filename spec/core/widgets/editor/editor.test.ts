import type { EditorHandle, EditorOptions } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createEditor } from '../../../../core/widgets/editor/create-editor.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

function editorOf(options: EditorOptions = {}, text = '', width = 20, height = 5) {
  const host = new FakeWidgetHost();
  const widget = createEditor(options, host);
  const driver = new WidgetDriver<EditorHandle>(widget, width, height);
  const editor = widget.handle;
  editor.setText(text);
  const seen = { changes: 0, submits: [] as string[], left: [] as string[], large: [] as string[] };
  editor.onDidChange(() => seen.changes++);
  editor.onDidSubmit((submitted) => seen.submits.push(submitted));
  editor.onDidLeave((direction) => seen.left.push(direction));
  editor.onDidPasteLarge((pasted) => seen.large.push(pasted));
  return { host, widget, driver, editor, seen, rows: () => driver.paint().rows() };
}

/** The text with `|` at the cursor. */
const marked = ({ editor }: { editor: Pick<EditorHandle, 'text' | 'cursor'> }) =>
  `${editor.text().slice(0, editor.cursor.get())}|${editor.text().slice(editor.cursor.get())}`;

/** Waits for colours, which a thread makes. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('an editor', () => {
  it('types, breaks lines and shows the cursor', () => {
    const made = editorOf();
    made.driver.type('one');
    made.driver.press('enter');
    made.driver.type('two');
    expect(marked(made)).toBe('one\ntwo|');
    expect(made.rows().slice(0, 2)).toEqual(['one', 'two']);
    expect(made.driver.paint().cell(3, 1)).toMatchObject({ char: ' ', look: 'cursor' });
    made.driver.press('left');
    expect(made.driver.paint().cell(2, 1)).toMatchObject({ char: 'o', look: 'cursor' });
    expect(made.seen.changes).toBe(7);
  });

  it('puts the cursor at an offset, in view, or selects what is to be typed over', () => {
    const made = editorOf({ wrap: false }, Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n'));
    made.editor.select(made.editor.text().indexOf('line 20'));
    expect(made.editor.text().slice(made.editor.cursor.get())).toMatch(/^line 20\n/);
    expect(made.rows().some((row) => row.includes('line 20'))).toBe(true);
    expect(made.seen.changes).toBe(0);
    made.editor.select(0, made.editor.text().length);
    made.driver.type('x');
    expect(marked(made)).toBe('x|');
    made.editor.select(50);
    expect(marked(made)).toBe('x|');
  });

  it('shows no cursor and takes no text without the focus', () => {
    const { driver, widget } = editorOf({}, 'abc');
    expect(widget.takesText?.()).toBe(true);
    driver.focused = false;
    widget.onFocus?.(false);
    expect(driver.paint().cell(3, 0).look).toBe('default');
    expect(widget.takesText?.()).toBe(false);
  });

  it('submits with Enter where it is told so, and breaks lines with Alt-Enter and Ctrl-J', () => {
    const made = editorOf({ enter: 'submit' }, 'a');
    expect(made.driver.press('M-enter', 'b', 'C-j', 'c', 'enter')).toEqual([true, true, true, true, true]);
    expect(made.seen.submits).toEqual(['a\nb\nc']);
    expect(made.editor.text()).toBe('a\nb\nc');
  });

  it('keeps the blanks that a line of code begins with', () => {
    const code = editorOf({}, '  if x:');
    code.driver.press('enter', 'y');
    expect(code.editor.text()).toBe('  if x:\n  y');
    const message = editorOf({ enter: 'submit' }, '  a');
    message.driver.press('C-j', 'b');
    expect(message.editor.text()).toBe('  a\nb');
  });

  it('lets keys go on that it does not use', () => {
    const { driver } = editorOf({ enter: 'submit' }, 'a');
    const keys = [
      'escape',
      'tab',
      'S-tab',
      'C-t',
      'C-o',
      'C-f',
      'C-n',
      'C-r',
      'f5',
      'pageup',
      'pagedown',
      'M-x',
      'C-z',
    ];
    expect(driver.press(...keys)).toEqual(keys.map(() => false));
  });

  it('is emptied by Ctrl-C where it is asked for, which undo takes back; then the key is for others', () => {
    const made = editorOf({ clears: true }, 'one\ntwo');
    const key = { full: 'C-c', name: 'c', ctrl: true, shift: false, meta: false, ch: undefined };
    const cleared: string[] = [];
    made.editor.onDidClear((text) => cleared.push(text));
    expect(made.widget.claimsKey?.(key)).toBe(true);
    made.driver.press('C-c');
    expect([made.editor.text(), cleared, made.seen.changes]).toEqual(['', ['one\ntwo'], 1]);
    expect(made.widget.claimsKey?.(key)).toBe(false);
    expect(made.driver.press('C-c')).toEqual([false]);
    made.driver.press('C-z');
    expect(made.editor.text()).toBe('one\ntwo');
    made.driver.press('S-left', 'C-c');
    expect([made.editor.text(), cleared]).toEqual(['one\ntwo', ['one\ntwo']]);
    expect(editorOf({}, 'one').widget.claimsKey?.(key)).toBe(false);
  });

  it('moves by characters, words, lines and to the ends', () => {
    const made = editorOf({}, 'one two\nthree four');
    const after = (...keys: string[]) => (made.driver.press(...keys), marked(made));
    expect(after('home')).toBe('one two\n|three four');
    expect(after('left')).toBe('one two|\nthree four');
    expect(after('C-left')).toBe('one |two\nthree four');
    expect(after('M-b')).toBe('|one two\nthree four');
    expect(after('C-right', 'M-f')).toBe('one two|\nthree four');
    expect(after('C-end')).toBe('one two\nthree four|');
    expect(after('C-a', 'right', 'C-e')).toBe('one two\nthree four|');
    expect(after('C-home')).toBe('|one two\nthree four');
  });

  it('keeps its column while it moves up and down', () => {
    const made = editorOf({}, 'abcdef\nx\nghijkl');
    made.driver.press('left', 'up');
    expect(marked(made)).toBe('abcdef\nx|\nghijkl');
    made.driver.press('up');
    expect(marked(made)).toBe('abcde|f\nx\nghijkl');
    made.driver.press('left', 'down', 'down');
    expect(marked(made)).toBe('abcdef\nx\nghij|kl');
  });

  it('tells that the text was left, at its first and last row only', () => {
    const made = editorOf({}, 'a\nb');
    expect(made.driver.press('down', 'up', 'up')).toEqual([true, true, true]);
    expect(made.seen.left).toEqual(['down', 'up']);
    expect(marked(made)).toBe('a|\nb');
  });

  it('edits as readline does', () => {
    const made = editorOf({}, 'one two.three\nfour');
    const after = (...keys: string[]) => (made.driver.press(...keys), marked(made));
    expect(after('C-u', 'C-u')).toBe('one two.three\n|');
    expect(after('backspace', 'M-backspace')).toBe('one two.|');
    expect(after('C-w')).toBe('one |');
    expect(after('C-a', 'C-k')).toBe('|');
    made.editor.setText('a b\nc');
    expect(after('C-home', 'M-d')).toBe('| b\nc');
    expect(after('C-k', 'C-k')).toBe('|c');
    expect(after('C-d', 'C-d', 'backspace')).toBe('|');
  });

  it('steps over wide and joined characters whole', () => {
    const made = editorOf({}, '漢e\u0301👨‍👩‍👧x');
    made.driver.press('left', 'backspace');
    expect(marked(made)).toBe('漢e\u0301|x');
    made.driver.press('backspace');
    expect(marked(made)).toBe('漢|x');
    made.driver.press('left', 'delete');
    expect(marked(made)).toBe('|x');
  });

  it('selects with Shift and replaces what is selected', () => {
    const made = editorOf({}, 'abc def');
    made.driver.press('S-left', 'S-left');
    expect(made.driver.paint().cell(6, 0)).toMatchObject({ char: 'f', base: 'selection' });
    expect(made.driver.paint().cell(4, 0)).toMatchObject({ char: 'd', base: undefined });
    made.driver.press('X');
    expect(marked(made)).toBe('abc dX|');
    made.driver.press('S-home', 'left');
    expect(marked(made)).toBe('|abc dX');
    made.driver.press('C-S-right', 'right');
    expect(marked(made)).toBe('abc| dX');
    made.driver.press('M-a', 'backspace');
    expect(marked(made)).toBe('|');
  });

  it('selects over lines and shows the line breaks', () => {
    const made = editorOf({}, 'ab\n\ncd');
    made.driver.press('S-up', 'S-up');
    expect(made.driver.paint().cell(0, 1).base).toBe('selection');
    made.driver.press('delete');
    expect(marked(made)).toBe('ab|');
  });

  it('undoes by words, pastes whole, and does again', () => {
    const made = editorOf();
    made.driver.type('one two');
    made.widget.onPaste?.(' big\npaste');
    made.driver.press('C-z');
    expect(marked(made)).toBe('one two|');
    made.driver.press('C-z');
    expect(marked(made)).toBe('one |');
    made.driver.press('C-y', 'C-y');
    expect(marked(made)).toBe('one two big\npaste|');
    made.driver.press('M-a', 'x', 'C-_');
    expect(made.editor.text()).toBe('one two big\npaste');
    made.driver.press('C-z', 'C-z', 'C-z');
    expect(made.editor.text()).toBe('');
    made.editor.setText('new');
    expect(made.driver.press('C-z')).toEqual([false]);
    expect(made.editor.text()).toBe('new');
  });

  it('undoes a row of backspaces at once, and typing after a move apart', () => {
    const made = editorOf({}, 'abcdef');
    made.driver.press('backspace', 'backspace', 'home', 'x', 'C-z');
    expect(marked(made)).toBe('|abcd');
    made.driver.press('C-z');
    expect(marked(made)).toBe('abcdef|');
  });

  it('pastes text without escapes and with one kind of line end', () => {
    const made = editorOf();
    made.widget.onPaste?.('a\r\nb\rc\x1b[31m\td\x07');
    expect(made.editor.text()).toBe('a\nb\nc\td');
  });

  it('tells of a large paste instead of inserting it', () => {
    const made = editorOf({ largePaste: 10 });
    made.widget.onPaste?.('0123456789');
    made.widget.onPaste?.('0123456789\r\n');
    expect(made.editor.text()).toBe('0123456789');
    expect(made.seen.large).toEqual(['0123456789\n']);
  });

  it('inserts at the cursor in the place of what is selected', () => {
    const made = editorOf({}, 'abc');
    made.driver.press('S-left');
    made.editor.insert('1\r\n2');
    expect(marked(made)).toBe('ab1\n2|');
    made.driver.press('C-z');
    expect([made.editor.text(), made.seen.changes]).toEqual(['abc', 1]);
  });

  it('shows its placeholder with the cursor on the first letter while there is no text', () => {
    const { driver, editor, rows } = editorOf({ placeholder: 'ask about this code here' });
    expect(rows().slice(0, 2)).toEqual(['ask about this code', 'here']);
    expect(driver.paint().cell(0, 0)).toMatchObject({ char: 'a', look: 'cursor' });
    editor.setPlaceholder('go');
    expect(rows()[0]).toBe('go');
    driver.type('x');
    expect(rows()[0]).toBe('x');
  });

  it('breaks long lines at blanks and counts its rows', () => {
    const { driver, editor, rows } = editorOf({ enter: 'submit' }, 'the quick brown fox jumps', 11);
    expect(rows().slice(0, 3)).toEqual(['the quick', 'brown fox', 'jumps']);
    expect(editor.lines.get()).toBe(3);
    driver.press('up', 'up', 'end');
    expect(editor.cursor.get()).toBe(25);
    driver.resize(40, 5);
    expect(editor.lines.get()).toBe(1);
  });

  it('moves through the rows of a broken line', () => {
    const made = editorOf({ wrap: true }, 'aaaa bbbb cccc', 6);
    made.driver.press('up');
    expect(marked(made)).toBe('aaaa bbbb| cccc');
    made.driver.press('up');
    expect(marked(made)).toBe('aaaa| bbbb cccc');
    made.driver.press('C-home', 'down');
    expect(marked(made)).toBe('aaaa |bbbb cccc');
  });

  it('scrolls sideways where lines are not broken', () => {
    const { driver, rows } = editorOf({ wrap: false }, 'abcdefghijklmnop', 9, 1);
    expect(rows()[0]).toBe('jklmnop');
    driver.press('home');
    expect(rows()[0]).toBe('abcdefghi');
    driver.press('end', 'C-left');
    expect(rows()[0]).toBe('abcdefghi');
  });

  it('numbers lines', () => {
    const { driver, rows } = editorOf({ lineNumbers: true, wrap: true }, 'aaaa bbbb\ncc', 9, 3);
    expect(rows()).toEqual([' 1 aaaa', '   bbbb', ' 2 cc']);
    expect(driver.paint().cell(1, 0).look).toBe('muted');
    expect(driver.paint().cell(1, 2).look).toBe('default');
  });

  it('follows the cursor, scrolls by wheel and by its bar', () => {
    const text = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    const { driver, rows } = editorOf({}, text, 12, 4);
    expect(rows()[3]).toContain('line 29');
    driver.pointer('wheel-up');
    expect(rows()[3]).toContain('line 26');
    driver.press('left');
    expect(rows()[3]).toContain('line 29');
    driver.pointer('down', 11, 0);
    expect(rows()[0]).toContain('line 0');
    driver.pointer('drag', 5, 3);
    expect(rows()[3]).toContain('line 29');
    driver.pointer('up', 5, 3);
    driver.press('pageup');
    expect(rows()[0]).toContain('line 26');
  });

  it('puts the cursor where it is clicked and selects by dragging and double clicks', () => {
    const made = editorOf({}, 'one two\nthree');
    made.driver.pointer('down', 5, 0);
    expect(marked(made)).toBe('one t|wo\nthree');
    made.driver.pointer('drag', 2, 1);
    made.driver.pointer('up', 2, 1);
    made.driver.press('x');
    expect(marked(made)).toBe('one tx|ree');
    made.driver.pointer('down', 1, 4);
    expect(marked(made)).toBe('one txree|');
    made.driver.pointer('double', 1, 0);
    made.driver.press('y');
    expect(marked(made)).toBe('y| txree');
  });

  it('colours code, under the selection too, and keeps the colours while they are made anew', async () => {
    const { driver, editor, host } = editorOf({ language: 'python' }, 'def total(order):\n    return 1');
    const styled = () => driver.paint().cell(0, 0).look === 'keyword' && driver.paint().cell(4, 1).look === 'keyword';
    await until(styled);
    expect(host.frames).toBeGreaterThan(0);
    driver.press('C-home', 'S-right');
    expect(driver.paint().cell(0, 0)).toMatchObject({ look: 'keyword', base: 'selection' });
    driver.press('C-end', 'x');
    expect(styled()).toBe(true);
    driver.press('S-home');
    expect(driver.paint().cell(5, 1)).toMatchObject({ char: 'e', look: 'keyword', base: 'selection' });
    editor.setLanguage(undefined);
    expect(driver.paint().cell(0, 0).look).toBe('default');
  });

  it('shows hostile text harmlessly and every part of it can be deleted', () => {
    const { driver, editor, rows } = editorOf({ wrap: true }, HOSTILE, 30, 6);
    expect(rows().join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e\u200b]/);
    const before = editor.text();
    expect(before).toBe(HOSTILE.replace('\r\n', '\n'));
    for (let count = 0; count < 100; count++) driver.press('backspace');
    expect(editor.text()).toBe('');
  });

  it('draws in any size', () => {
    for (const options of [{ wrap: true }, { wrap: false }, { wrap: true, lineNumbers: true }]) {
      const { driver } = editorOf({ ...options, placeholder: 'words' }, `漢字漢字\n\t${HOSTILE}`);
      for (let width = 0; width < 12; width++) {
        for (const height of [0, 1, 3]) expect(() => driver.resize(width, height)).not.toThrow();
        driver.press('left');
      }
    }
  });

  it('reports a listener that throws and goes on', () => {
    const { driver, editor, host } = editorOf();
    editor.onDidChange(() => {
      throw new Error('broken');
    });
    driver.type('a');
    expect(editor.text()).toBe('a');
    expect(host.errors).toEqual(['a listener of the editor: broken']);
  });
});
