import type { EditorHandle, EditorOptions, EditorSuggestions } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createEditor } from '../../../../core/widgets/editor/create-editor.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeCanvas } from '../../../support/fake-canvas.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

const COMMANDS = ['clear', 'context', 'export', 'find', 'files', 'help', 'history', 'index', 'model', 'new', 'pin'];

/** Slash commands: what begins with what is written, up to the blank. */
function slash(text: string, cursor: number): EditorSuggestions | undefined {
  const written = /^\/(\w*)$/.exec(text.slice(0, cursor))?.[1];
  if (written === undefined) return undefined;
  const items = COMMANDS.filter((name) => name.startsWith(written)).map((name) => ({
    label: `/${name}`,
    detail: `does ${name}`,
    insert: `/${name} `,
  }));
  return { from: 0, items };
}

function editorOf(suggest: NonNullable<EditorOptions['suggest']> = slash) {
  const host = new FakeWidgetHost();
  const widget = createEditor({ enter: 'submit', suggest }, host);
  const driver = new WidgetDriver<EditorHandle>(widget, 30, 4);
  const submits: string[] = [];
  widget.handle.onDidSubmit((text) => submits.push(text));
  const popup = () => [...host.popups][0];
  /** One frame of the list; without its scrollbar. */
  const list = () => {
    const view = popup();
    if (!view) return undefined;
    const { width, height } = view.size();
    const canvas = new FakeCanvas(width, height);
    view.paint(canvas);
    return canvas;
  };
  const rows = () =>
    list()
      ?.rows()
      .map((row) => row.replace(/[│█]$/, '').trim());
  return { host, widget, driver, editor: widget.handle, submits, popup, list, rows };
}

describe('suggestions', () => {
  it('open beside the cursor while typing and narrow down', () => {
    const { driver, rows, popup } = editorOf();
    driver.type('/');
    expect(rows()).toHaveLength(8);
    expect(popup()?.anchor()).toEqual({ x: 0, y: 0 });
    driver.type('h');
    expect(rows()).toEqual(['/help     does help', '/history  does history']);
    driver.press('backspace', 'backspace');
    expect(rows()).toBeUndefined();
  });

  it.each(['tab', 'enter'])('are chosen with the arrows and taken with %s, in one step', (name) => {
    const { driver, editor, rows, list, submits } = editorOf();
    driver.type('/h');
    driver.press('down', 'down', 'up', 'down');
    expect(list()?.cell(0, 1).base).toBe('selection');
    driver.press(name);
    expect([editor.text(), editor.cursor.get(), rows(), submits]).toEqual(['/history ', 9, undefined, []]);
    driver.press('C-z');
    expect(editor.text()).toBe('/h');
  });

  it('are closed with Esc, which then goes on, and stay closed for that word', () => {
    const { driver, rows } = editorOf();
    driver.type('/h');
    expect(driver.press('escape', 'escape')).toEqual([true, false]);
    driver.type('e');
    expect(rows()).toBeUndefined();
    driver.press('C-u');
    driver.type('/');
    expect(rows()).toHaveLength(8);
  });

  it('leave the arrows, Tab and Enter alone when there are none', () => {
    const { driver, submits } = editorOf();
    driver.type('hello');
    expect(driver.press('tab')).toEqual([false]);
    driver.press('enter');
    expect(submits).toEqual(['hello']);
  });

  it('are no list when only what is written could be taken, and Enter on such a one submits', () => {
    const exact = (text: string) => ({
      from: 0,
      items: ['a', 'ab'].filter((one) => one.startsWith(text)).map((one) => ({ label: one, insert: one })),
    });
    const { driver, rows, submits } = editorOf(exact);
    driver.type('a');
    expect(rows()).toEqual(['a', 'ab']);
    driver.press('enter');
    expect([submits, rows()]).toEqual([['a'], undefined]);
    driver.type('b');
    expect(rows()).toBeUndefined();
  });

  it('go on after one was taken, as for the folders of a path', () => {
    const path = (text: string) => ({ from: 0, items: [{ label: 'next', insert: `${text}x/` }] });
    const { driver, editor, rows } = editorOf(path);
    driver.type('a');
    driver.press('tab', 'tab');
    expect([editor.text(), rows()]).toEqual(['ax/x/', ['next']]);
  });

  it('are asked again when the cursor moves, and closed when it leaves', () => {
    const { driver, rows } = editorOf();
    driver.type('/he');
    driver.press('left');
    expect(rows()).toHaveLength(2);
    driver.press('home');
    expect(rows()).toBeUndefined();
  });

  it('are closed by a press into the text, by new text, without the focus and at the end', () => {
    const { driver, widget, editor, host } = editorOf();
    const opened = () => (editor.setText(''), driver.type('/'), host.popups.size);
    expect(opened()).toBe(1);
    driver.pointer('down', 0, 0);
    expect(host.popups.size).toBe(0);
    expect(opened()).toBe(1);
    widget.onFocus?.(false);
    expect(host.popups.size).toBe(0);
    expect(opened()).toBe(1);
    editor.setText('x');
    expect(host.popups.size).toBe(0);
    expect(opened()).toBe(1);
    widget.dispose?.();
    expect(host.popups.size).toBe(0);
  });

  it('are taken with a click and scrolled with the wheel', () => {
    const { driver, editor, rows, popup } = editorOf();
    driver.type('/');
    popup()?.onPointer({ kind: 'wheel-down', x: 0, y: 0 });
    expect(rows()?.[0]).toBe('/find     does find');
    popup()?.onPointer({ kind: 'down', x: 2, y: 1 });
    popup()?.onPointer({ kind: 'down', x: 2, y: 1 });
    expect(editor.text()).toBe('/files ');
  });

  it('page and stop at the ends', () => {
    const { driver, editor, rows } = editorOf();
    driver.type('/');
    rows();
    driver.press('up', 'pagedown');
    rows();
    driver.press('pagedown', 'pagedown', 'down', 'enter');
    expect(editor.text()).toBe('/pin ');
  });

  it('show hostile names harmlessly, in any width', () => {
    const { driver, popup, host } = editorOf(() => ({
      from: 0,
      items: [{ label: HOSTILE, detail: HOSTILE.repeat(9), insert: 'x' }],
    }));
    driver.type('a');
    for (let width = 1; width < 80; width++) {
      const canvas = new FakeCanvas(width, 2);
      popup()?.paint(canvas);
      expect(canvas.rows().join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
    }
    expect(popup()?.size().width).toBeLessThanOrEqual(72);
    expect(host.errors).toEqual([]);
  });

  it('that cannot be made or lie behind the cursor are reported or left out', () => {
    const broken = editorOf(() => {
      throw new Error('no index');
    });
    broken.driver.type('a');
    expect([broken.editor.text(), broken.host.errors]).toEqual(['a', ['suggest: no index']]);
    const behind = editorOf(() => ({ from: 9, items: [{ label: 'x', insert: 'x' }] }));
    behind.driver.type('a');
    expect(behind.host.popups.size).toBe(0);
  });
});
