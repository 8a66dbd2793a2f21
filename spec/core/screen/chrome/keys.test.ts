import { describe, expect, it } from 'vitest';
import { widgets, type Tab } from 'devmgr/plugin-api';
import { onUiStage } from '../../../support/ui-stage.js';

const form = (tab: Tab) =>
  tab.grid.set(0, 0, 6, 12, widgets.form, {
    title: 'Run',
    fields: [
      { id: 'paths', kind: 'text', label: 'Paths' },
      { id: 'verbose', kind: 'toggle', label: 'Verbose' },
    ],
  });
const list = (tab: Tab) => tab.grid.set(6, 0, 6, 12, widgets.text, { title: 'List', focusId: 'list' });

describe('keys', () => {
  it('run commands of the tab, and clicks on the key line do too', () =>
    onUiStage({}, async ({ app, ui, ran }) => {
      ui.tabs.mount('system', (tab) => void list(tab));
      await app.waitFor('s start');
      app.key('s');
      await app.waitFor(() => ran.length === 1);
      const at = app.find('r restart') ?? { x: 0, y: 0 };
      app.click(at.x, at.y);
      await app.waitFor(() => ran.length === 2);
      expect(ran).toEqual(['system.start key', 'system.restart mouse']);
    }));

  it('type into a field instead, and say on the key line what still works', () =>
    onUiStage({}, async ({ app, ui, ran, catalog }) => {
      const handle: { form?: ReturnType<typeof form> } = {};
      ui.tabs.mount('system', (tab) => {
        handle.form = form(tab);
        list(tab);
      });
      await app.waitFor('Ctrl-C quit');
      expect(catalog.context.get()['input']).toBe(true);
      expect(app.row(22)).not.toMatch(/s start|\? help/);
      app.type('sq?');
      app.paste('x\ny');
      await app.waitFor('sq?x y');
      app.key('tab');
      await app.waitFor('s start');
      expect(handle.form?.values()['paths']).toBe('sq?x y');
      expect(ran).toEqual([]);
      app.key('tab');
      await app.waitFor(() => catalog.context.get()['focus'] === 'list');
      app.key('s');
      await app.waitFor(() => ran.length === 1);
      expect(catalog.context.get()['input']).toBe(false);
    }));

  it('go on working after a widget threw', () =>
    onUiStage({}, async ({ app, ui, ran, errors }) => {
      ui.tabs.mount('system', (tab) => {
        const bad = tab.grid.set(0, 0, 12, 12, widgets.custom, {
          title: 'bad',
          create: () => undefined,
          onKey: () => {
            throw new Error('key trouble');
          },
        });
        bad.hasFocus.onDidChange(() => {
          throw new Error('focus trouble');
        });
      });
      await app.waitFor('bad');
      app.key('z');
      await app.waitFor(() => errors.some((error) => error.includes('key trouble')));
      app.key('f5', 'f1', 'f5');
      await app.waitFor('c clear');
      app.key('c');
      await app.waitFor(() => ran.includes('logs.clear key'));
    }));

  it('quit only when that is confirmed', async () => {
    let answer = false;
    let asked = 0;
    const confirmQuit = () => {
      asked++;
      return Promise.resolve(answer);
    };
    await onUiStage({ confirmQuit }, async ({ app, ui }) => {
      let code: number | undefined;
      void ui.onDidClose.then((value) => (code = value));
      app.key('q');
      await app.waitFor(() => asked === 1);
      expect(code).toBeUndefined();
      answer = true;
      app.key('C-c');
      expect(await ui.onDidClose).toBe(0);
      expect(asked).toBe(2);
    });
  });

  it('quit without an answer when asked a second time', () =>
    onUiStage({ confirmQuit: () => new Promise(() => undefined) }, async ({ app, ui }) => {
      app.key('C-c', 'C-c');
      expect(await ui.onDidClose).toBe(0);
    }));
});

describe('closing', () => {
  it('works after the terminal was given back, releases the tabs and answers everybody', () =>
    onUiStage({}, async ({ app, ui, terminal, clock, errors }) => {
      const released: string[] = [];
      ui.tabs.mount('system', (tab) => {
        list(tab);
        tab.own({ dispose: () => void released.push('first') });
        tab.own({
          dispose: () => {
            released.push('second');
            throw new Error('cannot');
          },
        });
      });
      await app.waitFor('List');
      ui.screen.notify({ severity: 'info', message: 'bye' });
      const answer = ui.screen.confirm({ title: 'Sure?', action: 'Do' });
      terminal.dispose();
      await ui.dispose();
      await ui.dispose();
      expect(await answer).toBe(false);
      expect(await ui.onDidClose).toBe(0);
      expect(released).toEqual(['second', 'first']);
      expect(errors).toEqual(['Tab System: Some resources could not be released']);
      expect(clock.pending).toBe(0);
      ui.screen.notify({ severity: 'info', message: 'too late' });
      ui.screen.statusItem({ align: 'left' }).set('too late');
      expect(await ui.screen.confirm({ title: 'Too late?', action: 'Do' })).toBe(false);
      expect(clock.pending).toBe(0);
    }));
});

describe('a small screen', () => {
  it('says what size is needed and comes back', () =>
    onUiStage({}, async ({ app, ui, ran }) => {
      ui.tabs.mount('system', (tab) => void list(tab));
      await app.waitFor('List');
      app.resize(40, 10);
      await app.waitFor('devmgr needs 60x15, this is 40x10');
      expect(app.text().trim().split('\n')).toHaveLength(1);
      app.key('s', '?', 'C-p');
      app.resize(80, 24);
      await app.waitFor('List');
      await app.waitFor('s start');
      expect(app.row(21)).toMatch(/^╰─+╯$/);
      expect(app.text()).not.toContain('needs');
      expect(app.text()).not.toContain('Commands');
      expect(ran).toEqual([]);
    }));

  it.each([
    [80, 24],
    [60, 15],
    [200, 60],
  ])('of %ix%i keeps everything inside its borders', (cols, rows) =>
    onUiStage({ cols, rows }, async ({ app, ui }) => {
      const long = '漢字🚀 very long text '.repeat(30);
      ui.tabs.mount('system', (tab) => {
        tab.grid.set(0, 0, 6, 7, widgets.text, { title: long }).setLines(Array.from({ length: 80 }, () => long));
        tab.grid.set(0, 7, 6, 5, widgets.text, { title: 'right' }).setLines([long]);
        tab.grid.set(6, 0, 6, 12, widgets.text, { title: long, wrap: true }).setLines([long]);
      });
      ui.screen.statusItem({ align: 'left' }).set(long);
      ui.screen.statusItem({ align: 'right' }).set('the right');
      await app.waitFor('right');
      for (let y = 1; y < rows - 2; y++) {
        expect(app.row(y)).toMatch(/^[╭│╰].*[╮│╯]$/u);
        expect(['╮', '│', '╯']).toContain(app.cell(cols - 1, y).ch);
      }
      ui.screen.notify({ severity: 'error', message: long, hint: long });
      app.key('C-p');
      await app.waitFor('Esc close');
      await app.waitFor('✗');
      for (let y = 1; y < rows - 2; y++) expect(['╮', '│', '╯', ' ']).toContain(app.cell(cols - 1, y).ch);
    }),
  );
});
