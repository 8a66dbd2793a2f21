import { widgets, type EditorHandle, type Tab } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { onUiStage, type UiStage } from '../../../support/ui-stage.js';

const items = ['clear', 'context', 'history', 'model'].map((name) => ({ label: `/${name}`, insert: `/${name} ` }));

/** Text above, an editor of three rows below. */
const onEditor = (test: (stage: UiStage, editor: EditorHandle) => Promise<void>) =>
  onUiStage({}, async (stage) => {
    const made: { editor?: EditorHandle } = {};
    stage.ui.tabs.mount('system', (tab: Tab) => {
      tab.grid.setTracks({ rows: ['1fr', 5], columns: ['1fr'] });
      tab.grid.set(0, 0, 1, 1, widgets.text, { title: 'Above' }).setLines(['some text']);
      made.editor = tab.grid.set(1, 0, 1, 1, widgets.editor, {
        title: 'Message',
        enter: 'submit',
        suggest: (text) =>
          /^\/\w*$/.test(text) ? { from: 0, items: items.filter(({ label }) => label.startsWith(text)) } : undefined,
      });
      made.editor.focus();
    });
    await stage.app.waitFor('Message');
    if (made.editor) await test(stage, made.editor);
  });

describe('an editor on the screen', () => {
  it('opens its list over the pane above, and a click takes one', () =>
    onEditor(async ({ app, errors }, editor) => {
      app.type('/');
      await app.waitFor('/history');
      const { y } = app.find('/model') ?? { y: 0 };
      expect(app.row(y + 1)).toContain('╰');
      expect(app.row(y + 2)).toMatch(/^│\/ +│$/);
      const at = app.find('/context') ?? { x: 0, y: 0 };
      app.click(at.x, at.y);
      await app.waitFor(() => editor.text() === '/context ');
      await app.waitFor(() => !app.text().includes('/history'));
      expect(app.text()).toContain('some text');
      expect(errors).toEqual([]);
    }));

  it('closes its list with Esc and when another tab is shown', () =>
    onEditor(async ({ app }) => {
      app.type('/h');
      await app.waitFor('/history');
      app.key('escape');
      await app.waitFor(() => !app.text().includes('/history'));
      app.key('backspace', 'backspace');
      app.type('/');
      await app.waitFor('/history');
      app.key('f2');
      await app.waitFor(() => !app.text().includes('/history'));
      app.key('f1');
      await app.waitFor('some text');
      expect(app.text()).not.toContain('/history');
    }));

  it('undoes with Ctrl-Z instead of suspending, copies with Ctrl-C instead of quitting, and lets both go on else', () =>
    onEditor(async ({ app, ui }, editor) => {
      app.type('word');
      await app.waitFor('word');
      app.key('C-z');
      await app.waitFor(() => editor.text() === '');
      app.type('other');
      await app.waitFor('other');
      const { x, y } = app.find('other') ?? { x: 0, y: 0 };
      const ground = app.cell(x, y).bg;
      app.key('M-a');
      await app.waitFor(() => app.cell(x, y).bg !== ground);
      let isClosed = false;
      void ui.onDidClose.then(() => (isClosed = true));
      app.key('C-c');
      await app.waitFor(() => app.cell(x, y).bg === ground);
      expect([isClosed, editor.text()]).toEqual([false, 'other']);
      app.key('C-c');
      expect(await ui.onDidClose).toBe(0);
    }));

  it('takes a paste of several lines whole and gives keys that it does not use to commands', () =>
    onEditor(async ({ app, ran }, editor) => {
      app.send('\x1b[200~one\rtwo\rthree\x1b[201~');
      await app.waitFor(() => editor.text() === 'one\ntwo\nthree');
      expect(editor.lines.get()).toBe(3);
      app.type('s');
      await app.waitFor('threes');
      app.key('tab');
      app.type('s');
      await app.waitFor(() => ran.length > 0);
      expect(ran).toEqual(['system.start key']);
    }));
});
