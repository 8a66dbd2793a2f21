import { describe, expect, it } from 'vitest';
import type { Canvas } from '../../../core/screen/canvas.js';
import { createPaintBox, type BoxPlace, type PaintBox, type PaintBoxOptions } from '../../../core/screen/paint-box.js';
import type { Terminal } from '../../../core/screen/terminal.js';
import type { InProcessApp } from '../../support/in-process-app.js';
import { startTerminal } from '../../support/start-terminal.js';

interface Stage {
  readonly app: InProcessApp;
  readonly terminal: Terminal;
  readonly box: PaintBox;
  readonly stray: string[];
}

/** One box on a terminal of 60x12, closed after the test. */
async function withBox(
  options: Omit<Partial<PaintBoxOptions>, 'terminal'>,
  paint: (canvas: Canvas) => void,
  test: (stage: Stage) => void | Promise<void>,
): Promise<void> {
  const place: BoxPlace = { top: 1, left: 2, width: 40, height: 5 };
  const made: { terminal?: Terminal; box?: PaintBox } = {};
  const stray: string[] = [];
  const build = (terminal: Terminal) => {
    made.terminal = terminal;
    made.box = createPaintBox({ place, ...options, terminal }, paint);
  };
  const app = await startTerminal(build, { cols: 60, rows: 12, onStray: (line) => stray.push(line) });
  try {
    if (made.terminal && made.box) await test({ app, stray, terminal: made.terminal, box: made.box });
  } finally {
    await app.close();
  }
}

const row = (content: string, width: number) => `  │${content}${' '.repeat(width)}│`;

describe('a paint box', () => {
  it('shows border, title, badge and inside', () =>
    withBox(
      { border: true },
      (canvas) => {
        canvas.put(0, 0, `${canvas.width}x${canvas.height} 🚀漢字|`);
        canvas.put(0, 1, [{ text: 'ok ', style: 'success' }, { text: 'plain' }]);
      },
      async ({ app, box, terminal }) => {
        box.setTitle('Servers 1/2');
        box.setBadge('3 new');
        terminal.paintNow();
        await app.waitFor('3 new');
        expect(app.row(1)).toBe('  ╭─ Servers 1/2 ──────────────── 3 new ─╮');
        expect(app.row(2)).toBe(row('38x3 🚀漢字|', 26));
        expect(app.row(3)).toBe(row('ok plain', 30));
        expect(app.row(5)).toBe(`  ╰${'─'.repeat(38)}╯`);
        app.assertCell(3, 3, { fg: 114, bold: false });
        app.assertCell(6, 3, { fg: null });
        app.assertCell(2, 3, { fg: 239 });
        box.setFocused(true);
        terminal.paintNow();
        await app.waitFor(() => app.cell(2, 3).fg === 75);
        app.assertCell(5, 1, { fg: 75, bold: true, ch: 'S' });
      },
    ));

  it.each([
    ['tags', '{red-fg}x{/}', '{red-fg}x{/}'],
    ['colours', 'a\x1b[31mb', 'ab'],
    ['cursor movement in 8-bit controls', 'a\u009b2Jb', 'ab'],
    ['a window title', 'a\x1b]0;evil\x07b', 'ab'],
    ['bidi', 'a\u202eb', 'ab'],
    ['line ends', 'a\nb\r\nc', 'a b c'],
    ['a joined emoji', '👨‍👩‍👧|', '👨|'],
    ['a combining accent', 'e\u0301x\u0316|', 'éx\u0316|'],
    ['a new emoji', '🫨|', '□|'],
    ['hidden text', '\x1b[38;5;999mshown', 'shown'],
  ])('is not harmed by %s', (_what, text, shown) =>
    withBox(
      { border: true },
      (canvas) => canvas.put(0, 0, text),
      async ({ app }) => {
        await app.waitFor(shown);
        expect(app.cell(41, 2).ch).toBe('│');
        expect(app.row(2).startsWith(`  │${shown}`)).toBe(true);
        expect(app.row(0)).toBe('');
      },
    ),
  );

  it('clips at its edges, without half characters', () =>
    withBox(
      { border: true, place: { top: 0, left: 0, width: 7, height: 4 } },
      (canvas) => {
        canvas.put(0, 0, '🚀🚀🚀🚀');
        canvas.put(3, 1, 'abcdef');
        canvas.put(0, 9, 'below');
        canvas.put(-1, 1, 'xy');
      },
      async ({ app }) => {
        await app.waitFor('🚀🚀 ');
        expect(app.text().split('\n').slice(0, 4)).toEqual(['╭─────╮', '│🚀🚀 │', '│y  ab│', '╰─────╯']);
      },
    ));

  it('leaves nothing behind when wide text is replaced, moved or covered', () => {
    let text = '🚀🚀🚀🚀🚀🚀';
    return withBox(
      { border: true },
      (canvas) => canvas.put(0, 0, text),
      async ({ app, box, terminal }) => {
        const cover = createPaintBox(
          { terminal, layer: 'overlay', ground: 'dialog', place: { top: 2, left: 6, width: 3, height: 1 } },
          (canvas) => canvas.put(0, 0, 'abc'),
        );
        terminal.paintNow();
        await app.waitFor('abc');
        expect(app.row(2)).toBe(row('🚀 abc🚀🚀🚀', 26));
        cover.dispose();
        text = 'xyz';
        terminal.paintNow();
        await app.waitFor('xyz');
        expect(app.row(2)).toBe(row('xyz', 35));
        box.setPlace({ top: 7, left: 0, width: 10, height: 3 });
        terminal.paintNow();
        await app.waitFor(() => app.row(8).includes('xyz'));
        expect(
          app
            .text()
            .trim()
            .split('\n')
            .map((line) => line.trim()),
        ).toEqual(['╭────────╮', '│xyz     │', '╰────────╯']);
      },
    );
  });

  it('keeps overlays above boxes that are shown later', () =>
    withBox(
      {},
      (canvas) => canvas.put(0, 0, 'below below'),
      async ({ app, box, terminal }) => {
        const overlay = createPaintBox(
          { terminal, layer: 'overlay', place: { top: 1, left: 2, width: 5, height: 1 } },
          (canvas) => canvas.put(0, 0, 'above'),
        );
        box.show(false);
        terminal.paintNow();
        await app.waitFor(() => app.row(1) === '  above');
        expect(box.isVisible).toBe(false);
        box.show(true);
        terminal.paintNow();
        await app.waitFor('above below');
        overlay.show(false);
        terminal.paintNow();
        await app.waitFor('below below');
      },
    ));

  it('shows and reports an error of its paint function once, and goes on', () => {
    let broken = true;
    const paint = (canvas: Canvas) => {
      canvas.put(0, 0, 'painted');
      if (broken) throw new Error('no\x1b[2J rows');
    };
    return withBox({}, paint, async ({ app, terminal, stray }) => {
      terminal.paintNow();
      await app.waitFor('✗ cannot be drawn: no rows');
      expect(stray).toHaveLength(1);
      expect(stray[0]).toContain('paint: Error: no');
      broken = false;
      terminal.paintNow();
      await app.waitFor('painted');
    });
  });

  it('frees everything when disposed', () =>
    withBox(
      { border: true, hover: true },
      () => undefined,
      ({ box, terminal }) => {
        const { screen } = terminal;
        const before = { clickable: screen.clickable.length, children: screen.children.length };
        for (let count = 0; count < 5; count++)
          createPaintBox(
            { terminal, hover: true, place: { top: 0, left: 0, width: 1, height: 1 } },
            () => undefined,
          ).dispose();
        expect({ clickable: screen.clickable.length, children: screen.children.length }).toEqual(before);
        box.dispose();
        expect(screen.children).toHaveLength(0);
        expect(screen.clickable).toHaveLength(0);
      },
    ));
});

describe('the pointer on a paint box', () => {
  const events = (box: PaintBox) => {
    const seen: string[] = [];
    box.onPointer(({ kind, x, y }) => seen.push(`${kind} ${x},${y}`));
    box.onHover((at) => seen.push(at ? `over ${at.x},${at.y}` : 'out'));
    return seen;
  };

  it('is told in cells of the inside, with presses on the border at -1', () =>
    withBox(
      { border: true },
      () => undefined,
      async ({ app, box }) => {
        await app.waitFor('╭');
        const seen = events(box);
        app.click(3, 2);
        app.click(10, 1);
        app.wheel('down', 4, 3);
        app.wheel('up', 4, 3);
        app.click(50, 10);
        app.click(5, 4, 2);
        await app.waitFor(() => seen.length >= 6);
        expect(seen).toEqual(['down 0,0', 'up 0,0', 'down 7,-1', 'up 7,-1', 'wheel-down 1,1', 'wheel-up 1,1']);
      },
    ));

  it('doubles a second press on the same cell, not a third', () =>
    withBox(
      {},
      () => undefined,
      async ({ app, box }) => {
        await app.waitFor(() => app.modes().sgrMouse);
        const seen = events(box);
        app.doubleClick(3, 2);
        app.click(3, 2);
        app.click(4, 2);
        await app.waitFor(() => seen.length >= 8);
        expect(seen.filter((entry) => !entry.startsWith('up'))).toEqual([
          'down 1,1',
          'double 1,1',
          'down 1,1',
          'down 2,1',
        ]);
      },
    ));

  it('drags beyond the box that was pressed', () =>
    withBox(
      {},
      () => undefined,
      async ({ app, box, terminal }) => {
        const other = createPaintBox({ terminal, place: { top: 8, left: 0, width: 60, height: 2 } }, () => undefined);
        terminal.paintNow();
        await app.waitFor(() => app.modes().sgrMouse);
        const seen = events(box);
        const others = events(other);
        app.drag(4, 2, 12, 8, 2);
        await app.waitFor(() => seen.some((entry) => entry.startsWith('up')));
        expect(seen).toEqual(['down 2,1', 'drag 6,4', 'drag 10,7', 'up 10,7']);
        expect(others).toEqual([]);
      },
    ));

  it('is followed without a button only where somebody asks', () =>
    withBox(
      { hover: true },
      () => undefined,
      async ({ app, box, terminal }) => {
        await app.waitFor(() => app.modes().mouse === 'any');
        const seen = events(box);
        app.hover(3, 2);
        app.hover(50, 10);
        await app.waitFor(() => seen.length >= 2);
        expect(seen).toEqual(['over 1,1', 'out']);
        box.dispose();
        terminal.paintNow();
        await app.waitFor(() => app.modes().mouse === 'drag');
      },
    ));

  it('reaches column 250', () =>
    withBox(
      {},
      () => undefined,
      async ({ app, box, terminal }) => {
        app.resize(260, 12);
        await app.waitFor(() => terminal.size.get().width === 260);
        box.setPlace({ top: 0, left: 0, width: 260, height: 3 });
        terminal.paintNow();
        const seen = events(box);
        app.click(250, 1);
        await app.waitFor(() => seen.length > 1);
        expect(seen[0]).toBe('down 250,1');
      },
    ));
});
