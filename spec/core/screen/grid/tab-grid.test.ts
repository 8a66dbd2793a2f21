import { describe, expect, it } from 'vitest';
import type { WidgetHandle } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { CommandRegistry } from '../../../../core/commands/command-registry.js';
import { TabGrid } from '../../../../core/screen/grid/tab-grid.js';
import type { Widget, WidgetHost, WidgetKindEntry } from '../../../../core/widgets/widget.js';
import type { InProcessApp } from '../../../support/in-process-app.js';
import { startTerminal } from '../../../support/start-terminal.js';

interface WordHandle extends WidgetHandle {
  setWord(word: string): void;
  readonly words: { readonly count: number };
}
type Make = (options: { word: string }, host: WidgetHost) => Widget<WordHandle> | Promise<Widget<WordHandle>>;

const word: Make = (options, host) => wordWidget(options, host);

function wordWidget(options: { word: string }, host: WidgetHost): Widget<WordHandle> {
  let shown = options.word;
  let count = 1;
  return {
    handle: {
      setWord: (next) => {
        shown = next;
        count++;
        host.requestFrame();
      },
      get words() {
        return { count };
      },
    },
    paint: (canvas) => void canvas.put(0, 0, `${shown} ${canvas.width}x${canvas.height}`),
  };
}

interface Stage {
  readonly grid: TabGrid;
  readonly app: InProcessApp;
  readonly errors: string[];
  set(row: number, col: number, rowSpan: number, colSpan: number, text: string, kind?: string): WordHandle;
  paint(): Promise<void>;
}

/** A grid of its own on a terminal of 48x24: a track is four columns by two rows. */
async function onGrid(kinds: Record<string, Make>, test: (stage: Stage) => Promise<void>): Promise<void> {
  const errors: string[] = [];
  const made: { grid?: TabGrid; paintNow?: () => void } = {};
  const all: Record<string, Make> = { word, ...kinds };
  const app = await startTerminal(
    (terminal) => {
      made.paintNow = () => terminal.paintNow();
      const grid = new TabGrid(
        {
          terminal,
          catalog: new CommandRegistry({ activate: () => Promise.resolve(), report: () => undefined }),
          clock: new FakeClock(),
          onError: (where, error) => errors.push(`${where}: ${(error as Error).message}`),
          findKind: (kind) =>
            all[kind] &&
            ({ defaults: { border: false, focusable: true }, create: all[kind] } as unknown as WidgetKindEntry<
              never,
              never
            >),
          isCovered: () => false,
          contextChanged: () => undefined,
        },
        { where: 'Grid', parent: terminal.screen, focus: () => undefined, changed: () => terminal.requestFrame() },
      );
      made.grid = grid;
      terminal.onBeforePaint(() => grid.layOut(48, 24));
      return () => void grid.dispose();
    },
    { cols: 48, rows: 24 },
  );
  const grid = made.grid as TabGrid;
  const set: Stage['set'] = (row, col, rowSpan, colSpan, text, kind = 'word') =>
    grid.set(row, col, rowSpan, colSpan, { kind }, { word: text });
  const paint = async () => {
    made.paintNow?.();
    await new Promise<void>((resolve) => app.term.write('', resolve));
  };
  try {
    await test({ grid, app, errors, set, paint });
  } finally {
    await app.close();
  }
}

const invalid = expect.objectContaining({ code: 'DEVMGR_GRID_AREA_INVALID' }) as Error;

describe('the grid', () => {
  it('places widgets by tracks', () =>
    onGrid({}, async ({ app, set, paint }) => {
      set(0, 0, 6, 6, 'left');
      set(0, 6, 6, 6, 'right');
      set(6, 0, 6, 12, 'below');
      await paint();
      expect(app.row(0)).toBe('left 24x12              right 24x12');
      expect(app.row(12)).toBe('below 48x12');
    }));

  it('refuses areas that overlap or do not fit', () =>
    onGrid({}, async ({ set, paint, errors }) => {
      set(0, 0, 6, 6, 'one');
      expect(() => set(5, 5, 1, 1, 'two')).toThrow(invalid);
      expect(() => set(0, 12, 1, 1, 'out')).toThrow(invalid);
      expect(() => set(6, 0, 0, 1, 'nothing')).toThrow(invalid);
      expect(() => set(6, 0, 1, 1, 'what', 'unheard-of')).toThrow(/no widget kind/);
      await paint();
      expect(errors).toEqual([]);
    }));

  it('lets a layout change in any order and checks what it leaves behind', () =>
    onGrid({}, async ({ app, grid, set, paint, errors }) => {
      const left = set(0, 0, 12, 6, 'left');
      const right = set(0, 6, 12, 6, 'right');
      left.place(0, 6, 12, 6);
      right.place(0, 0, 12, 6);
      await paint();
      expect(app.row(0)).toBe('right 24x24             left 24x24');
      right.show(false);
      grid.setTracks({ rows: [3, '1fr'], columns: ['1fr'] });
      left.place(1, 0, 1, 1);
      await paint();
      expect(app.row(3)).toBe('left 48x21');
      expect(errors).toEqual([]);
      right.place(1, 0, 1, 1);
      right.show(true);
      await paint();
      await paint();
      expect(errors).toEqual([expect.stringMatching(/^Grid: The grid area \(row 1, col 0.*overlaps/)]);
      expect(app.text()).toContain('left 48x21');
      void left.dispose();
      await paint();
      expect(app.row(3)).toBe('right 48x21');
    }));

  it('stops Tab at visible widgets in reading order', () =>
    onGrid({}, async ({ grid, set }) => {
      const last = set(6, 0, 6, 12, 'last');
      const second = set(0, 6, 6, 6, 'second');
      const first = set(0, 0, 6, 6, 'first');
      expect(grid.stops().map((pane) => pane.handle)).toEqual([first, second, last]);
      second.show(false);
      expect(grid.stops().map((pane) => pane.handle)).toEqual([first, last]);
    }));
});

describe('a pane', () => {
  it('waits for a widget that is made later and hands over what was said meanwhile', async () => {
    let arrive: (() => void) | undefined;
    const late: Make = async (options, host) => {
      await new Promise<void>((resolve) => (arrive = resolve));
      return word(options, host);
    };
    await onGrid({ late }, async ({ app, set, paint }) => {
      const handle = set(0, 0, 12, 12, 'late', 'late');
      handle.setWord('first');
      handle.setWord('second');
      await paint();
      expect(app.row(0)).toBe('…');
      arrive?.();
      await app.waitFor('second 48x24');
      expect(handle.words.count).toBe(2);
    });
  });

  it.each<[string, Make]>([
    [
      'throws when made',
      () => {
        throw new Error('broken one');
      },
    ],
    ['rejects when made', () => Promise.reject(new Error('broken one'))],
    [
      'throws when painted',
      () => ({
        handle: { setWord: () => undefined, words: { count: 0 } },
        paint: () => {
          throw new Error('broken one');
        },
      }),
    ],
  ])('that %s says so in its own place only', (_, broken) =>
    onGrid({ broken }, async ({ app, set, paint, errors }) => {
      set(0, 0, 6, 12, 'bad', 'broken');
      set(6, 0, 6, 12, 'good');
      await paint();
      await app.waitFor('✗ broken one');
      await paint();
      await paint();
      expect(app.row(12)).toBe('good 48x12');
      expect(errors).toEqual([expect.stringMatching(/^Grid broken, .*: broken one$/)]);
    }),
  );

  it('is laid out again when the focus asked for its stops first', () =>
    onGrid({}, async ({ app, grid, set, paint }) => {
      const handle = set(0, 0, 12, 12, 'mine');
      await paint();
      handle.place(6, 0, 6, 12);
      expect(grid.stops()).toHaveLength(1);
      await paint();
      expect(app.row(12)).toBe('mine 48x12');
    }));

  it('releases what its widget owns', async () => {
    const released: string[] = [];
    const owning: Make = (options, host) => {
      host.own({ dispose: () => void released.push('owned') });
      return { ...wordWidget(options, host), dispose: () => void released.push('widget') };
    };
    await onGrid({ owning }, async ({ app, grid, set, paint }) => {
      const handle = set(0, 0, 12, 12, 'mine', 'owning');
      await paint();
      await handle.dispose();
      await handle.dispose();
      await paint();
      expect(released).toEqual(['widget', 'owned']);
      expect(grid.hasPanes).toBe(false);
      expect(app.row(0)).toBe('');
    });
  });
});
