import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveTracks } from '../../../../core/screen/grid/resolve-tracks.js';
import { stackedTracks, type PanePlace } from '../../../../plugins/system/tab/stacked-tracks.js';
import {
  systemLayout,
  type SystemLayoutState,
  type SystemPaneId,
} from '../../../../plugins/system/tab/system-layout.js';

const usual: SystemLayoutState = {
  width: 80,
  height: 21,
  isDetailsPage: false,
  subject: 'server',
  servers: 1,
  providers: 9,
  serverInfoRows: 8,
  providerInfoRows: 8,
  hasLatency: false,
  hasAnswer: false,
};

function heights(state: SystemLayoutState): Record<string, number> {
  const { rows, places } = systemLayout(state);
  const cells = resolveTracks(rows, state.height);
  const height = ({ row, rowSpan }: PanePlace) => cells.slice(row, row + rowSpan).reduce((sum, size) => sum + size, 0);
  return Object.fromEntries([...places].map(([id, place]) => [id, height(place)]));
}

describe('the layout of the System tab', () => {
  it('shows five providers and more beside the servers on 80x24', () => {
    expect(heights(usual)).toEqual({
      servers: 5,
      'server-buttons': 1,
      options: 3,
      providers: 11,
      'provider-buttons': 1,
    });
    expect(heights({ ...usual, servers: 4 })).toMatchObject({ servers: 5, providers: 11 });
  });

  it('gives servers what they need where there is room', () =>
    expect(heights({ ...usual, height: 31, servers: 4 })).toMatchObject({ servers: 7, providers: 19 }));

  it('has the page of what is selected in place of the lists on a narrow screen', () => {
    const page = { ...usual, isDetailsPage: true };
    expect(heights(page)).toEqual({ 'server-info': 8, output: 13 });
    expect(heights({ ...page, hasLatency: true })).toEqual({ 'server-info': 8, latency: 3, output: 10 });
    expect(heights({ ...page, subject: 'provider' })).toEqual({ 'provider-info': 8, models: 13 });
    expect(heights({ ...page, subject: 'provider', hasAnswer: true })).toEqual({ 'provider-info': 8, answer: 13 });
    expect(heights({ ...page, providerInfoRows: 16, subject: 'provider' })).toEqual({ 'provider-info': 14, models: 7 });
  });

  it('never lets panes overlap, and fills the height', () => {
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 60, max: 240 }),
          height: fc.integer({ min: 12, max: 80 }),
          isDetailsPage: fc.boolean(),
          subject: fc.constantFrom('server' as const, 'provider' as const),
          servers: fc.nat({ max: 30 }),
          providers: fc.nat({ max: 30 }),
          serverInfoRows: fc.integer({ min: 3, max: 16 }),
          providerInfoRows: fc.integer({ min: 3, max: 16 }),
          hasLatency: fc.boolean(),
          hasAnswer: fc.boolean(),
        }),
        (state) => {
          const { rows, columns, places } = systemLayout(state);
          expect(rows.reduce<number>((sum, row) => sum + Number(row), 0)).toBe(state.height);
          expect(columns.reduce<number>((sum, column) => sum + Number(column), 0)).toBe(state.width);
          for (let column = 0; column < columns.length; column++)
            expect(covered(places, column)).toEqual([...rows.keys()]);
        },
      ),
    );
  });
});

/** Rows of the grid that panes of a column lie in, in order; twice when two do. */
function covered(places: ReadonlyMap<SystemPaneId, PanePlace>, column: number): number[] {
  const inside = [...places.values()].filter(({ col }) => col === column);
  return inside
    .flatMap(({ row, rowSpan }) => Array.from({ length: rowSpan }, (_, index) => row + index))
    .sort((a, b) => a - b);
}

it('stacks end where their panes end', () => {
  const { rows, places } = stackedTracks([
    {
      column: 0,
      panes: [
        { id: 'a', rows: 5 },
        { id: 'none', rows: 0 },
        { id: 'b', rows: 5 },
      ],
    },
    {
      column: 1,
      panes: [
        { id: 'c', rows: 3 },
        { id: 'd', rows: 7 },
      ],
    },
  ]);
  expect(rows).toEqual([3, 2, 5]);
  expect(Object.fromEntries(places)).toEqual({
    a: { row: 0, col: 0, rowSpan: 2, colSpan: 1 },
    b: { row: 2, col: 0, rowSpan: 1, colSpan: 1 },
    c: { row: 0, col: 1, rowSpan: 1, colSpan: 1 },
    d: { row: 1, col: 1, rowSpan: 2, colSpan: 1 },
  });
});
