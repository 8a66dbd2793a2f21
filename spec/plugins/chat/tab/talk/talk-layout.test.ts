import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { talkAreas, talkLayout, type TalkState } from '../../../../../plugins/chat/tab/talk/talk-layout.js';

const state = (more: Partial<TalkState> = {}): TalkState => ({
  ...{ width: 120, height: 37, pane: 'conversation', composerLines: 1, isFinding: false, hasWhy: false },
  ...{ hasProgress: false, sourceLines: 0, ...more },
});

const seen = (more: Partial<TalkState>) =>
  Object.entries(talkLayout(state(more)).shows).flatMap(([name, isSeen]) => (isSeen ? [name] : []));

describe('the panes', () => {
  it('are all there on a wide screen, with code in the place of the conversation', () => {
    expect(seen({})).toEqual(
      ['conversation', 'progress', 'composer', 'sources', 'why', 'tree', 'buttons'].filter((name) => name !== 'why'),
    );
    expect(seen({ pane: 'code', hasWhy: true })).toEqual([
      'code',
      'progress',
      'composer',
      'sources',
      'why',
      'tree',
      'buttons',
    ]);
    expect(seen({ pane: 'side' })).toContain('conversation');
  });

  it('take turns on a narrow one', () => {
    expect(seen({ width: 80 })).toEqual(['conversation', 'progress', 'composer', 'buttons']);
    expect(seen({ width: 80, pane: 'code' })).toEqual(['code', 'buttons']);
    expect(seen({ width: 80, pane: 'side' })).toEqual(['sources', 'tree', 'buttons']);
  });

  it('give the sources what they need, and leave a third of the side for the index', () => {
    expect(talkLayout(state({ sourceLines: 4 })).rows[0]).toBe(7);
    expect(talkLayout(state({ sourceLines: 0 })).rows[0]).toBe(5);
    expect(talkLayout(state({ sourceLines: 100 })).rows[0]).toBe(24);
    expect(talkLayout(state({ sourceLines: 100, hasWhy: true })).rows[0]).toBe(22);
    // What is written keeps its rows, which lie beside the index.
    expect(talkLayout(state({ sourceLines: 100, height: 21, composerLines: 8 })).rows[0]).toBe(11);
  });

  it('make room for what is written, but not for more than the half', () => {
    expect(talkLayout(state({ composerLines: 5 })).rows[5]).toBe(7);
    expect(talkLayout(state({ composerLines: 500 })).rows[5]).toBe(10);
    expect(talkLayout(state({ composerLines: 500, height: 12 })).rows[5]).toBe(5);
  });
});

it('never lets widgets that are seen lie in the same place, whatever the size', () => {
  const states = fc.record({
    width: fc.integer({ min: 1, max: 400 }),
    height: fc.integer({ min: 1, max: 200 }),
    pane: fc.constantFrom('conversation' as const, 'code' as const, 'side' as const),
    composerLines: fc.nat(10_000),
    sourceLines: fc.nat(200),
    isFinding: fc.boolean(),
    hasWhy: fc.boolean(),
    hasProgress: fc.boolean(),
  });
  fc.assert(
    fc.property(states, (some) => {
      const { rows, columns, shows } = talkLayout(some);
      const cells = new Map<string, string>();
      for (const [name, isSeen] of Object.entries(shows)) {
        const [row, col, rowSpan, colSpan] = talkAreas[name as keyof typeof talkAreas];
        expect(row + rowSpan).toBeLessThanOrEqual(rows.length);
        expect(col + colSpan).toBeLessThanOrEqual(columns.length);
        for (let at = 0; isSeen && at < rowSpan * colSpan; at++) {
          const cell = `${row + Math.floor(at / colSpan)} ${col + (at % colSpan)}`;
          expect(cells.get(cell)).toBeUndefined();
          cells.set(cell, name);
        }
      }
    }),
  );
});
