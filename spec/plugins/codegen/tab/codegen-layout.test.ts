import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  areas,
  codegenLayout,
  type LayoutState,
  type PaneName,
} from '../../../../plugins/codegen/tab/codegen-layout.js';

const panes: readonly PaneName[] = ['tree', 'target', 'prompt', 'context', 'result', 'preview', 'edit'];
const states: fc.Arbitrary<LayoutState> = fc.record({
  width: fc.integer({ min: 60, max: 240 }),
  height: fc.integer({ min: 18, max: 80 }),
  page: fc.constantFrom('code' as const, 'request' as const, 'history' as const, 'bake-off' as const),
  isTreeOpen: fc.boolean(),
  isLarge: fc.boolean(),
  focused: fc.constantFrom(...panes),
  preview: fc.constantFrom('diff' as const, 'code' as const, 'prose' as const, 'edit' as const),
  hasAnswer: fc.boolean(),
  files: fc.integer({ min: 0, max: 5 }),
  promptLines: fc.integer({ min: 1, max: 200 }),
  contextRows: fc.integer({ min: 0, max: 50 }),
  resultLines: fc.integer({ min: 0, max: 500 }),
  hasProgress: fc.boolean(),
});

it('never lets widgets that are seen overlap', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { shows } = codegenLayout(state);
      const seen = (Object.keys(areas) as (keyof typeof areas)[]).filter((name) => shows[name]);
      const cells = seen.flatMap((name) => {
        const [row, col, rows, cols] = areas[name];
        return Array.from({ length: rows * cols }, (_, at) => `${row + Math.floor(at / cols)}/${col + (at % cols)}`);
      });
      // The model stands in the same row as the target.
      expect(new Set(cells).size).toBe(cells.length);
    }),
  );
});

it('leaves the code at least three lines within its border, whatever else there is', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { rows, shows } = codegenLayout({ ...state, page: 'code' });
      const fixed = rows.reduce<number>((sum, row) => sum + (typeof row === 'number' ? row : 0), 0);
      expect(shows.diff || shows.code || shows.prose || shows.edit).toBe(true);
      expect(state.height - fixed).toBeGreaterThanOrEqual(5);
    }),
  );
});

it('shows what has the keys', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { shows } = codegenLayout({ ...state, page: 'code', isLarge: false });
      if (state.focused === 'context' || state.focused === 'prompt' || state.focused === 'target') {
        expect(shows[state.focused]).toBe(true);
      }
    }),
  );
});
