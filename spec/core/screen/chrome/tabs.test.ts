import { describe, expect, it } from 'vitest';
import { DevmgrError, widgets, type Tab } from 'devmgr/plugin-api';
import { onUiStage, type UiStage } from '../../../support/ui-stage.js';

const textTab =
  (...lines: string[]) =>
  (tab: Tab) =>
    tab.grid.set(0, 0, 12, 12, widgets.text, { title: lines[0] ?? '' }).setLines(lines);

/** Every tab shows its own name. */
async function mountAll({ ui, app }: UiStage): Promise<void> {
  for (const id of ['system', 'tests', 'codegen', 'chat', 'logs'])
    ui.tabs.mount(id, (tab) => void textTab(`this is ${id}`)(tab));
  await app.waitFor('this is system');
}

describe('tabs', () => {
  it('change by hotkey, Alt and number, neighbour keys, click and wheel', () =>
    onUiStage({ cols: 100 }, async (stage) => {
      const { app, catalog } = stage;
      await mountAll(stage);
      app.key('f5');
      await app.waitFor('this is logs');
      expect(app.text()).not.toContain('this is system');
      expect(catalog.context.get()['tab']).toBe('logs');
      app.key('M-2');
      await app.waitFor('this is tests');
      app.key('C-pagedown');
      await app.waitFor('this is codegen');
      app.key('C-pageup', 'C-pageup');
      await app.waitFor('this is system');
      const chat = app.find('AI Chat');
      app.click(chat?.x ?? 0, 0);
      await app.waitFor('this is chat');
      app.wheel('down', 5, 0);
      await app.waitFor('this is logs');
      app.assertCell(app.find('Logs')?.x ?? 0, 0, { bold: true });
    }));

  it('light up under the mouse', () =>
    onUiStage({ cols: 100 }, async ({ app }) => {
      await app.waitFor('Loading System');
      const at = app.find('Tests') ?? { x: 0, y: 0 };
      const before = app.cell(at.x, 0).bg;
      app.hover(at.x, 0);
      await app.waitFor(() => app.cell(at.x, 0).bg !== before);
      app.hover(at.x, 5);
      await app.waitFor(() => app.cell(at.x, 0).bg === before);
    }));

  it('are filled once, when they are first seen, and taken off the screen when hidden', () =>
    onUiStage({}, async ({ app, ui, terminal }) => {
      const seen: string[] = [];
      let visible: Tab['isVisible'] | undefined;
      ui.tabs.mount('system', (tab) => void textTab('this is system')(tab));
      ui.tabs.mount('tests', (tab) => {
        seen.push(`${tab.size.get().width}x${tab.size.get().height}`);
        visible = tab.isVisible;
        textTab('this is tests')(tab);
      });
      await app.waitFor('this is system');
      expect(seen).toEqual([]);
      app.key('f2');
      await app.waitFor('this is tests');
      expect(visible?.get()).toBe(true);
      const attached = terminal.screen.children.length;
      app.key('f1');
      await app.waitFor('this is system');
      expect(visible?.get()).toBe(false);
      expect(terminal.screen.children.length).toBe(attached);
      app.key('f2');
      await app.waitFor('this is tests');
      expect(seen).toEqual(['80x21']);
    }));

  it('ask for their plugin when there is nothing in them', () =>
    onUiStage({}, async ({ app, ui, asked }) => {
      app.key('f2');
      await app.waitFor('Loading Tests');
      expect(asked).toEqual(['tests']);
      ui.tabs.mount('tests', (tab) => void textTab('here it is')(tab));
      await app.waitFor('here it is');
      app.key('f1', 'f2');
      await app.waitFor('here it is');
      expect(asked).toEqual(['tests', 'system']);
      expect(() => ui.screen.showTab('nope')).toThrow(
        expect.objectContaining({ code: 'DEVMGR_CONTRIBUTION_UNDECLARED' }) as Error,
      );
    }));

  it('give the focus back to the pane that had it', () =>
    onUiStage({}, async ({ app, ui, catalog }) => {
      const focus = () => catalog.context.get()['focus'];
      const focused: string[] = [];
      ui.tabs.mount('system', (tab) => {
        tab.grid.set(0, 0, 12, 6, widgets.text, { title: 'one', focusId: 'one' });
        const two = tab.grid.set(0, 6, 12, 6, widgets.text, { title: 'two', focusId: 'two' });
        two.hasFocus.onDidChange((on) => focused.push(`two ${on}`));
      });
      await app.waitFor('two');
      expect(focus()).toBe('one');
      app.key('tab');
      await app.waitFor(() => focus() === 'two');
      app.key('f2');
      await app.waitFor(() => focus() === undefined);
      app.key('f1');
      await app.waitFor(() => focus() === 'two');
      expect(focused).toEqual(['two true', 'two false', 'two true']);
      const title = app.find('one') ?? { x: 0, y: 0 };
      app.click(title.x, title.y);
      await app.waitFor(() => focus() === 'one');
      app.assertCell(title.x, title.y, { bold: true });
      app.key('S-tab');
      await app.waitFor(() => focus() === 'two');
    }));
});

describe('a tab that failed', () => {
  it.each(['key r', 'key enter', 'click on Retry', 'click on the key line'])('is tried again by %s', (way) =>
    onUiStage({}, async ({ app, ui, ran }) => {
      let tries = 0;
      ui.tabs.showError('system', { message: 'Plugin system failed to start', hint: 'Install it.' }, () => {
        tries++;
        ui.tabs.mount('system', (tab) => void textTab('now it works')(tab));
      });
      await app.waitFor('Install it.');
      expect(app.row(0)).toContain('System ✗');
      expect(app.row(22)).toContain('r retry');
      const at = app.find(way === 'click on Retry' ? '[Retry' : 'r retry') ?? { x: 0, y: 0 };
      if (way.startsWith('click')) app.click(at.x + 1, at.y);
      else app.key(way.slice(4));
      await app.waitFor('now it works');
      expect(tries).toBe(1);
      expect(ran).toEqual([]);
    }),
  );

  it('says what its creator threw and runs it again', () =>
    onUiStage({}, async ({ app, ui, errors }) => {
      let tries = 0;
      const released: string[] = [];
      ui.tabs.mount('system', async (tab) => {
        textTab('half done')(tab);
        tab.own({ dispose: () => void released.push('owned') });
        await Promise.resolve();
        if (++tries === 1) throw new DevmgrError({ code: 'PLUGIN_X', message: 'no database', hint: 'Start one.' });
      });
      await app.waitFor('System could not be shown: no database');
      expect(app.text()).toContain('Start one.');
      expect(app.text()).not.toContain('half done');
      expect(errors).toEqual(['Tab System: no database']);
      await app.waitFor(() => released.length === 1);
      app.key('r');
      await app.waitFor('half done');
      expect(app.text()).not.toContain('no database');
    }));

  it('shows that it is loading until its creator has placed something', () =>
    onUiStage({}, async ({ app, ui }) => {
      let go: () => void = () => undefined;
      ui.tabs.mount('system', async (tab) => {
        await new Promise<void>((resolve) => (go = resolve));
        textTab('there')(tab);
      });
      await app.waitFor('Loading System');
      go();
      await app.waitFor('there');
      expect(app.text()).not.toContain('Loading');
      await ui.tabs.unmount('system');
      await app.waitFor('System is not running');
    }));
});
