import { describe, expect, it } from 'vitest';
import { widgets, type Tab } from 'devmgr/plugin-api';
import { onUiStage, type UiStage } from '../../../support/ui-stage.js';

const filled = (tab: Tab) => tab.grid.set(0, 0, 12, 12, widgets.text, { title: 'Content' }).setLines(['some text']);

/** A screen with something on it. */
const onScreen = (test: (stage: UiStage) => Promise<void>, options: Parameters<typeof onUiStage>[0] = {}) =>
  onUiStage(options, async (stage) => {
    stage.ui.tabs.mount('system', (tab) => void filled(tab));
    await stage.app.waitFor('some text');
    await test(stage);
  });

function press(app: UiStage['app'], text: string, offset = 1): void {
  const at = app.find(text);
  if (!at) throw new Error(`There is no ${text}\n${app.text()}`);
  app.click(at.x + offset, at.y);
}
const gone = (app: UiStage['app'], text: string) => app.waitFor(() => !app.text().includes(text));

describe('the palette', () => {
  it('finds commands by their letters, marks them and runs one', () =>
    onScreen(async ({ app, ran }) => {
      app.key('C-p');
      await app.waitFor('Start Server');
      app.type('rat');
      await app.waitFor(() => !app.text().includes('Start Server  '));
      const at = app.find('Run All Tests') ?? { x: 0, y: 0 };
      const plain = app.cell(at.x + 1, at.y).fg;
      for (const offset of [0, 4, 8]) expect(app.cell(at.x + offset, at.y).fg).not.toBe(plain);
      app.key('enter');
      await app.waitFor(() => ran.length === 1);
      expect(ran).toEqual(['tests.run-all palette']);
      await gone(app, 'Commands');
    }));

  it('shows keys and why something cannot be done, and keeps every key to itself', () =>
    onScreen(
      async ({ app, ran, ui }) => {
        app.key('C-p');
        await app.waitFor('Commands');
        expect(app.text()).toMatch(/Stop Server +System +Nothing runs/);
        expect(app.text()).toMatch(/Generate Code +Code Gen +Ctrl-G/);
        app.key('f2', 's', 'q');
        await app.waitFor('[sq');
        expect(ui.tabs.current.get()).toBe('system');
        app.key('escape');
        await gone(app, 'Commands');
        expect(ran).toEqual([]);
      },
      { disabled: { 'system.stop': 'Nothing runs' } },
    ));

  it('keeps its columns, however long a name is', () => {
    const long = { id: 'a.long', title: `Generate ${'very '.repeat(20)}much`, keys: ['g'] };
    const short = { id: 'a.short', title: 'Stop', keys: ['s'] };
    const tab = { id: 'a', title: 'Things', order: 1 };
    const manifest = { id: 'a', title: 'Things', apiVersion: '1.0', main: 'i.js', tab, commands: [long, short] };
    return onUiStage({ manifests: [manifest] }, async ({ app }) => {
      app.key('C-p');
      await app.waitFor(/Generate very [a-z ]*… +Things +g/);
      const lines = app.text().split('\n');
      const column = (name: string) => lines.find((line) => line.includes(name))?.indexOf('Things');
      expect(column('Generate very')).toBe(column(' Stop '));
    });
  });

  it('shows titles in full where there is room', () => {
    const title = 'Stop the Answer of the AI Provider of This Tab';
    const tab = { id: 'a', title: 'System', order: 1 };
    const commands = [{ id: 'a.stop', title, keys: ['s'] }];
    const manifest = { id: 'a', title: 'System', apiVersion: '1.0', main: 'i.js', tab, commands };
    return onUiStage(
      { manifests: [manifest], disabled: { 'a.stop': 'Nothing is being answered' } },
      async ({ app }) => {
        app.key('C-p');
        await app.waitFor(new RegExp(`${title} +System +Nothing …?`));
      },
    );
  });

  it('works by mouse: key line, row, press beside it', () =>
    onScreen(async ({ app, ran }) => {
      press(app, 'Ctrl-P commands');
      await app.waitFor('Restart Server');
      press(app, 'Restart Server');
      await app.waitFor(() => ran.length === 1);
      expect(ran).toEqual(['system.restart palette']);
      app.key('C-p');
      await app.waitFor('Commands');
      app.wheel('down', 40, 10);
      app.click(0, 12);
      await gone(app, 'Commands');
    }));

  it('puts what was run before on top, and shows tabs too', () =>
    onScreen(async ({ app, ui }) => {
      app.key('C-p');
      await app.waitFor('Commands');
      app.type('clear logs');
      app.key('enter', 'C-p');
      await app.waitFor(() => app.row(4).includes('Clear Logs'));
      app.type('show logs');
      app.key('enter');
      await app.waitFor(() => ui.tabs.current.get() === 'logs');
    }));
});

describe('the help', () => {
  it('lists the keys of the screen, of this tab, of lists and mouse, and those of other tabs at the end', () =>
    onScreen(
      async ({ app }) => {
        app.key('?');
        await app.waitFor('Everywhere');
        const lines = app.text().split('\n');
        const line = (text: string) => lines.findIndex((candidate) => candidate.includes(text));
        expect(app.text()).toMatch(/F1…F5 Alt-1…5 +Show System, Tests/);
        expect(app.text()).toMatch(/s +Start Server/);
        const order = ['Everywhere', 'System, now', 'System, in other places', 'Lists and forms', 'Mouse'];
        const places = [...order, 'In the tab Tests', 'In the tab Logs'].map(line);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places).not.toContain(-1);
        expect(line('Start Server')).toBeLessThan(line('System, in other places'));
        expect(line('Open In Browser')).toBeGreaterThan(line('System, in other places'));
        expect(line('Stop Tests')).toBeGreaterThan(line('In the tab Tests'));
      },
      { rows: 70, cols: 90 },
    ));

  it('scrolls', () =>
    onScreen(async ({ app }) => {
      app.key('?');
      await app.waitFor('Everywhere');
      app.key('end');
      await app.waitFor(/In the tab Logs[^]*Filter Logs/);
      await gone(app, 'Everywhere');
      app.wheel('up', 40, 10);
      await gone(app, 'Filter Logs');
      app.key('escape');
      await app.waitFor('some text');
      expect(app.text()).not.toContain('Help');
    }));
});

describe('dialogs', () => {
  it('confirm: Enter cancels, y or the button acts', () =>
    onScreen(async ({ app, ui }) => {
      const ask = () =>
        ui.screen.confirm({ title: 'Delete index?', detail: '214 files are read again.', action: 'Delete' });
      const answers: boolean[] = [];
      for (const act of [
        () => app.key('enter'),
        () => app.key('escape'),
        () => app.key('y'),
        () => app.key('left', 'enter'),
        () => press(app, '[Delete y]'),
        () => press(app, '[Cancel n]'),
      ]) {
        const answer = ask();
        await app.waitFor('214 files are read again.');
        app.click(0, 20);
        act();
        answers.push(await answer);
        await gone(app, '214 files');
      }
      expect(answers).toEqual([false, false, true, true, true, false]);
    }));

  it('prompt: types, pastes, hides secrets', () =>
    onScreen(async ({ app, ui }) => {
      const name = ui.screen.prompt({ title: 'Name', value: 'abc' });
      await app.waitFor('[abc');
      app.key('backspace');
      app.type('x');
      app.paste('y\nz');
      await app.waitFor('[abxy z');
      app.key('enter');
      expect(await name).toBe('abxy z');
      const secret = ui.screen.prompt({ title: 'Key', secret: true });
      await app.waitFor('Key');
      app.type('hunter2');
      await app.waitFor('•••••••');
      expect(app.text()).not.toContain('hunter2');
      press(app, '[OK');
      expect(await secret).toBe('hunter2');
      const left = ui.screen.prompt({ title: 'Left' });
      await app.waitFor('Left');
      press(app, '[Cancel');
      expect(await left).toBeUndefined();
    }));

  it('pick: filter, arrows and mouse', () =>
    onScreen(async ({ app, ui }) => {
      const pick = () =>
        ui.screen.pick({
          title: 'Model',
          items: ['alpha', 'beta', 'gamma'].map((label, value) => ({ label, detail: 'local', value })),
        });
      const byKey = pick();
      await app.waitFor('gamma');
      app.key('down', 'enter');
      expect(await byKey).toBe(1);
      const byFilter = pick();
      await app.waitFor('gamma');
      app.type('gam');
      await gone(app, 'beta');
      app.key('enter');
      expect(await byFilter).toBe(2);
      await gone(app, 'gamma');
      const byMouse = pick();
      await app.waitFor('gamma');
      press(app, 'alpha');
      expect(await byMouse).toBe(0);
      await gone(app, 'gamma');
      const left = pick();
      await app.waitFor('gamma');
      app.type('zzz');
      await app.waitFor('Nothing matches');
      app.key('enter', 'escape');
      expect(await left).toBeUndefined();
    }));

  it('pick: what is chosen is marked and has the cursor, again when the filter is empty', () =>
    onScreen(async ({ app, ui }) => {
      const items = ['alpha', 'beta', 'gamma'].map((label) => ({ label, isCurrent: label === 'beta', value: label }));
      const answer = ui.screen.pick({ title: 'Model', items });
      await app.waitFor('▸ beta');
      expect(app.text()).toMatch(/ {2}alpha/);
      app.type('a');
      await gone(app, 'type to filter');
      app.key('backspace');
      await app.waitFor('type to filter');
      app.key('enter');
      expect(await answer).toBe('beta');
    }));

  it('pick: long names stand in full where there is room, and keep both ends where there is none', () =>
    onScreen(async ({ app, ui }) => {
      const name = (length: number, end: string) => `corp/${'x'.repeat(length)}-${end}`;
      const pick = (labels: string[]) =>
        ui.screen.pick({
          title: 'Model',
          items: labels.map((label) => ({ label, detail: 'window 131k · $0.10/0.50 in/out', value: label })),
        });
      const first = pick([name(30, 'one'), 'short']);
      await app.waitFor(`${name(30, 'one')}  window 131k · $0.10/0.50`);
      app.key('escape');
      await first;
      await gone(app, 'short');
      const second = pick([name(90, 'one'), name(90, 'two')]);
      await app.waitFor(/corp\/x+…x+-one {2}window 131k/);
      expect(app.text()).toMatch(/corp\/x+…x+-two {2}window 131k/);
      app.key('escape');
      await second;
    }));

  it('pick: names have the room of the details that are missing', () =>
    onScreen(async ({ app, ui }) => {
      const label = `corp/${'x'.repeat(55)}`;
      const items = [
        { label, value: 1 },
        { label: 'automatic', detail: 'what the settings say, or the provider proposes', value: 2 },
      ];
      const answer = ui.screen.pick({ title: 'Model', items });
      await app.waitFor(label);
      app.key('escape');
      await answer;
    }));

  it('pick: is wider on a wide screen when names and details need it', () =>
    onScreen(
      async ({ app, ui }) => {
        const label = `corp/${'x'.repeat(60)}`;
        const answer = ui.screen.pick({ title: 'Model', items: [{ label, detail: 'y'.repeat(50), value: 1 }] });
        await app.waitFor(`${label}  ${'y'.repeat(50)}`);
        app.key('escape');
        await answer;
      },
      { cols: 200, rows: 50 },
    ));

  it('prompt: says what it takes while nothing is typed', () =>
    onScreen(async ({ app, ui }) => {
      const answer = ui.screen.prompt({ title: 'Question', placeholder: 'Enter asks: Say hello' });
      await app.waitFor('[ Enter asks: Say hello');
      app.key('enter');
      expect(await answer).toBe('');
    }));

  it('wait for each other and are given up when the screen closes', async () => {
    const answers: unknown[] = [];
    const pending: Promise<unknown>[] = [];
    await onScreen(async ({ app, ui }) => {
      const first = ui.screen.confirm({ title: 'First?', action: 'Do' });
      pending.push(ui.screen.prompt({ title: 'Second?' }), ui.screen.confirm({ title: 'Third?', action: 'Do' }));
      await app.waitFor('First?');
      expect(app.text()).not.toContain('Second?');
      app.key('y');
      expect(await first).toBe(true);
      await app.waitFor('Second?');
    });
    for (const answer of pending) answers.push(await answer);
    expect(answers).toEqual([undefined, false]);
  });

  it('let Ctrl-L repair the screen', () =>
    onScreen(async ({ app, ui, terminal }) => {
      void ui.screen.confirm({ title: 'Sure?', action: 'Do' });
      await app.waitFor('Sure?');
      await new Promise<void>((resolve) => app.term.write('\x1b[1;1Hgarbage', resolve));
      expect(app.text()).toContain('garbage');
      terminal.paintNow();
      app.key('C-l');
      await gone(app, 'garbage');
      expect(app.text()).toContain('Sure?');
    }));
});

describe('toasts', () => {
  it('show sign, hint and colour, and disappear by themselves', () =>
    onScreen(async ({ app, ui, clock }) => {
      ui.screen.notify({ severity: 'success', message: 'api is healthy' });
      ui.screen.notify({ severity: 'error', message: 'Port 8000 is taken', hint: 'Use 8001.' });
      await app.waitFor('Use 8001.');
      const error = app.find('✗ Port') ?? { x: 0, y: 0 };
      const success = app.find('✓ api') ?? { x: 0, y: 0 };
      expect(app.cell(error.x, error.y).fg).not.toBe(app.cell(success.x, success.y).fg);
      clock.advance(4000);
      await gone(app, 'api is healthy');
      clock.advance(3999);
      expect(app.text()).toContain('Port 8000');
      clock.advance(1);
      await gone(app, 'Port 8000');
      expect(clock.pending).toBe(0);
      expect(app.row(1)).toMatch(/╮$/);
    }));

  it('go by Esc, but not while text is typed; who else uses the key gets it too', () =>
    onUiStage({}, async ({ app, ui }) => {
      ui.tabs.mount('system', (tab) => {
        const fields = [{ id: 'name', kind: 'text' as const, label: 'Name' }];
        const form = tab.grid.set(0, 0, 12, 12, widgets.form, { fields });
        form.focusField('name');
      });
      await app.waitFor('Name [');
      app.type('a');
      await app.waitFor('Name [a');
      ui.screen.notify({ severity: 'error', message: 'Port 8000 is taken' });
      ui.screen.notify({ severity: 'info', message: 'second' });
      await app.waitFor('second');
      app.key('escape');
      await app.waitFor(() => app.text().includes('q quit'));
      expect(app.text()).toContain('Port 8000');
      app.key('escape');
      await gone(app, 'Port 8000');
      expect(app.text()).not.toContain('second');
    }));

  it('stack four at most and go when pressed', () =>
    onScreen(async ({ app, ui }) => {
      for (const name of ['one', 'two', 'three', 'four', 'five'])
        ui.screen.notify({ severity: 'info', message: `toast ${name}` });
      await app.waitFor('toast five');
      expect(app.text()).not.toContain('toast one');
      press(app, 'toast three');
      await gone(app, 'toast three');
      expect(app.text()).toContain('toast four');
      ui.screen.notify({ severity: 'info', message: 'toast four' });
      await app.waitFor('toast four (2×)');
    }));
});

it('an idle screen paints nothing, whatever is open', () =>
  onScreen(async ({ app, ui, terminal }) => {
    ui.screen.notify({ severity: 'info', message: 'a toast' });
    app.key('C-p');
    await app.waitFor('Commands');
    await app.waitFor('a toast');
    const { frames } = terminal.frameStats;
    // Longer than three frames take: what asked for one would have got it.
    await new Promise((resolve) => setTimeout(resolve, 110));
    expect(terminal.frameStats.frames - frames).toBeLessThanOrEqual(1);
  }));

describe('the status line', () => {
  it('shows what plugins say and runs the command of what is pressed', () =>
    onScreen(async ({ app, ui, ran }) => {
      const item = ui.screen.statusItem({ align: 'left', priority: 1 });
      item.set([{ text: '●', style: 'success' }, { text: ' api healthy' }], 'system.open');
      const right = ui.screen.statusItem({ align: 'right' });
      right.set('64 MB');
      await app.waitFor('● api healthy');
      expect(app.row(23)).toMatch(/^ ● api healthy +64 MB · orders-api main\*$/);
      press(app, 'api healthy');
      await app.waitFor(() => ran.length === 1);
      void right.dispose();
      item.set('');
      await gone(app, 'api healthy');
      expect(app.row(23)).toMatch(/^ +orders-api main\*$/);
    }));
});
