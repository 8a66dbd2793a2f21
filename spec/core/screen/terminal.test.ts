import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Widgets } from 'blessed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPaintBox } from '../../../core/screen/paint-box.js';
import type { Terminal } from '../../../core/screen/terminal.js';
import { bundle } from '../../support/bundle.js';
import { PtyApp } from '../../support/pty-app.js';
import { startTerminal } from '../../support/start-terminal.js';
import type { TermAppOptions } from '../../support/term-app.js';
import { waitFor } from '../../support/wait-for.js';

let demo: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  demo = await bundle('spec/core/screen/demo/terminal-demo.ts');
});
afterAll(() => demo.remove());

const clean = { mouse: 'none', sgrMouse: false, bracketedPaste: false, alternate: false, cursorHidden: false };

async function withDemo(test: (app: PtyApp) => Promise<void>, options: TermAppOptions = {}): Promise<void> {
  const app = PtyApp.spawn(process.execPath, [demo.file], { cols: 70, rows: 10, ...options });
  try {
    await app.waitFor('ready 68x8');
    await test(app);
  } finally {
    await app.close();
  }
}

describe('a terminal that is taken', () => {
  it('has what is painted now in the same turn', async () => {
    const written: string[] = [];
    const app = await startTerminal((terminal) => {
      const { program } = terminal.screen;
      const write = program._owrite;
      program._owrite = (text) => (written.push(text), write(text));
      const place = { top: 0, left: 0, width: 20, height: 1 };
      createPaintBox({ terminal, place }, (canvas) => void canvas.put(0, 0, 'painted'));
      terminal.paintNow();
      expect(written.join('')).toContain('painted');
    });
    await app.close();
  });

  it('has the alternate screen, SGR mouse, bracketed paste and no cursor', () =>
    withDemo(async (app) => {
      expect(app.modes()).toEqual({
        mouse: 'drag',
        sgrMouse: true,
        bracketedPaste: true,
        alternate: true,
        cursorHidden: true,
      });
      app.paste('a\nb');
      app.key('z');
      await app.waitFor('paste:a b z');
    }));

  it.each(['tmux-256color', 'screen-256color', 'xterm-kitty', 'alacritty', 'no-such-terminal'])(
    'has 256 colours, real borders and no noise with TERM=%s and no locale',
    (TERM) =>
      withDemo(
        async (app) => {
          app.assertCell(0, 0, { ch: '╭', fg: 239 });
          expect(app.row(1)).toContain('🚀│');
          expect(app.row(3)).toBe(`│stray${' '.repeat(63)}│`);
        },
        { env: { TERM, LANG: 'C' } },
      ),
  );

  it('draws with 8 colours on the Linux console and none with NO_COLOR', async () => {
    await withDemo(async (app) => app.assertCell(0, 0, { ch: '┌', fg: null }), { env: { TERM: 'linux' } });
    await withDemo(async (app) => app.assertCell(0, 0, { ch: '╭', fg: null }), { env: { NO_COLOR: '1' } });
  });

  it('keeps what console, warnings and libraries write off the screen', () =>
    withDemo(async (app) => {
      app.key('n');
      await app.waitFor('stray from console | from stderr | from stdout | Warning: from a w');
      expect(app.row(0)).toMatch(/^╭─+╮$/);
      expect(app.row(9)).toMatch(/^╰─+╯$/);
    }));

  it('follows a resize', () =>
    withDemo(async (app) => {
      app.resize(50, 6);
      await app.waitFor('ready 48x4');
      expect(app.row(5)).toMatch(/^╰─{48}╯$/);
    }));

  it('repairs what something else wrote', () =>
    withDemo(async (app) => {
      await new Promise<void>((resolve) => app.term.write('\x1b[1;1Hgarbage', resolve));
      expect(app.row(0)).toContain('garbage');
      app.key('l');
      await app.waitFor(() => /^╭─+╮$/.test(app.row(0)));
    }));
});

describe('a terminal that is given back', () => {
  it.each([
    ['by quitting', (app: PtyApp) => app.key('q'), 0, 'left with 0'],
    ['by SIGTERM', (app: PtyApp) => app.kill('SIGTERM'), 143, 'left with 143'],
    ['after an uncaught error', (app: PtyApp) => app.key('x'), 70, 'crashed: thrown in a key handler'],
  ])('is as before %s', (_how, leave, code, words) =>
    withDemo(async (app) => {
      leave(app);
      expect((await app.exited).exitCode).toBe(code);
      await app.waitFor(words);
      expect(app.modes()).toEqual(clean);
      expect(app.text()).not.toContain('ready');
    }),
  );

  it('is as before when only the last resort ran', () =>
    withDemo(async (app) => {
      app.key('r');
      expect((await app.exited).signal).toBe(9);
      await app.waitFor(() => !app.modes().alternate && !app.modes().cursorHidden);
      expect(app.modes()).toEqual(clean);
    }));

  it('does not keep the program from working and ending when it stops reading', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'devmgr-terminal-'));
    const mark = join(folder, 'mark');
    try {
      await withDemo(
        async (app) => {
          app.pause();
          app.key('w');
          await waitFor(() => access(mark));
          app.kill('SIGTERM');
          await waitFor(() => expect(() => process.kill(app.pid, 0)).toThrow());
          app.resume();
          expect((await app.exited).exitCode).toBe(143);
        },
        { env: { DEMO_MARK: mark } },
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('comes back from a suspend, twice, with the size of now', async () => {
    const app = PtyApp.spawn('bash', ['--norc', '--noprofile', '-i'], { cols: 70, rows: 10, env: { PS1: 'shell> ' } });
    try {
      await app.waitFor('shell>');
      app.type(`${process.execPath} ${demo.file}\r`);
      await app.waitFor('ready 68x8');
      for (const width of [60, 50]) {
        app.key('C-z');
        await app.waitFor('Stopped');
        expect(app.modes()).toMatchObject({ ...clean, bracketedPaste: expect.any(Boolean) as boolean });
        app.resize(width, 10);
        app.type('clear; echo shell-$((40 + 2))\r');
        await app.waitFor('shell-42');
        app.type('fg\r');
        await app.waitFor(`ready ${width - 2}x8`);
        expect(app.modes()).toMatchObject({
          mouse: 'drag',
          sgrMouse: true,
          alternate: true,
          bracketedPaste: true,
          cursorHidden: true,
        });
      }
      app.key('a');
      await app.waitFor('keys C-z C-z a');
      app.key('q');
      await app.waitFor('left with 0');
      expect(app.modes().alternate).toBe(false);
    } finally {
      await app.close();
    }
  });
});

describe('without a terminal', () => {
  it('refuses pipes with exit code 2', async () => {
    const child = spawn(process.execPath, [demo.file], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], TERM: 'xterm' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(output).toBe('refused: The screen needs an interactive terminal.\n');
  });

  it('refuses TERM=dumb on a real one', async () => {
    const app = PtyApp.spawn(process.execPath, [demo.file], { env: { TERM: 'dumb' } });
    try {
      expect((await app.exited).exitCode).toBe(2);
      await app.waitFor('refused');
    } finally {
      await app.close();
    }
  });
});

describe('a terminal in this process', () => {
  const place = { top: 0, left: 0, width: 20, height: 1 };

  it('touches nothing of the process, and opens again', async () => {
    const names = ['uncaughtException', 'SIGINT', 'SIGTERM', 'SIGQUIT', 'warning'] as const;
    const listeners = () => names.map((name) => process.listenerCount(name));
    const before = { listeners: listeners(), log: console.log, write: process.stderr.write, env: { ...process.env } };
    for (let round = 0; round < 3; round++) {
      const app = await startTerminal((terminal) => {
        createPaintBox({ terminal, place }, (canvas) => canvas.put(0, 0, `round ${round}`));
      });
      await app.waitFor(`round ${round}`);
      expect({
        listeners: listeners(),
        log: console.log,
        write: process.stderr.write,
        env: { ...process.env },
      }).toEqual(before);
      await app.stop();
      expect(app.modes()).toEqual(clean);
      await app.close();
    }
    expect(listeners()).toEqual(before.listeners);
  });

  it('sends clean titles and the clipboard', async () => {
    const made: { terminal?: Terminal } = {};
    const app = await startTerminal((terminal) => void (made.terminal = terminal));
    try {
      const titles: string[] = [];
      const clipboard: string[] = [];
      app.term.onTitleChange((title) => titles.push(title));
      app.term.parser.registerOscHandler(52, (data) => {
        clipboard.push(data);
        return true;
      });
      made.terminal?.setTitle('devmgr \x07\x1b]52;c;ZXZpbA==\x07\u202e');
      made.terminal?.copy('grüße');
      await app.waitFor(() => clipboard.length > 0);
      expect(titles).toEqual(['devmgr']);
      expect(clipboard).toEqual([`c;${Buffer.from('grüße').toString('base64')}`]);
    } finally {
      await app.close();
    }
  });

  it('shows widgets of blessed and blessed-contrib on the same screen', async () => {
    const app = await startTerminal((terminal) => {
      const box = createPaintBox(
        { terminal, place: { top: 0, left: 0, width: 40, height: 8 }, border: true },
        () => undefined,
      );
      terminal.blessed.box({ parent: box.element, top: 0, left: 0, width: 10, height: 1, content: 'inside 🚀' });
      const load = createRequire(import.meta.url);
      const Gauge = load('blessed-contrib/lib/widget/gauge') as new (
        options: object,
      ) => Widgets.BoxElement & { setPercent(value: number): void };
      const gauge = new Gauge({ top: 2, left: 0, width: 30, height: 4 });
      box.element.append(gauge);
      gauge.setPercent(37);
    });
    try {
      await app.waitFor('37%');
      expect(app.row(1)).toBe(`│inside 🚀${' '.repeat(29)}│`);
    } finally {
      await app.close();
    }
  });

  it('paints only when asked, and what goes unchanged costs no bytes', async () => {
    const made: { terminal?: Terminal } = {};
    const app = await startTerminal((terminal) => {
      made.terminal = terminal;
      createPaintBox({ terminal, place, border: false }, (canvas) => canvas.put(0, 0, 'text 🚀 é'));
    });
    try {
      await app.waitFor('text');
      const { bytes } = app;
      for (let frame = 0; frame < 5; frame++) made.terminal?.paintNow();
      await new Promise((resolve) => setImmediate(resolve));
      expect(made.terminal?.frameStats.frames).toBe(6);
      expect(app.bytes).toBe(bytes);
    } finally {
      await app.close();
    }
  });
});
