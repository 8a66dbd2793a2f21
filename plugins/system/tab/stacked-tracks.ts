/** Panes one under the other in a column of the grid, with their heights in cells. */
export interface PaneStack<Id extends string> {
  readonly column: number;
  readonly panes: readonly { readonly id: Id; readonly rows: number }[];
}

export interface PanePlace {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
}

export interface StackedTracks<Id extends string> {
  readonly rows: readonly number[];
  /** Panes without rows have no place. */
  readonly places: ReadonlyMap<Id, PanePlace>;
}

/**
 * Rows of a grid for stacks whose panes end at different heights: a track for every height at which some pane ends, so
 * that each stack has its own boundaries though all of them share the rows of the grid.
 */
export function stackedTracks<Id extends string>(stacks: readonly PaneStack<Id>[]): StackedTracks<Id> {
  const shown = stacks.map(({ column, panes }) => ({ column, panes: withEnds(panes.filter(({ rows }) => rows > 0)) }));
  const ends = [...new Set(shown.flatMap(({ panes }) => panes.map(({ end }) => end)))].sort((a, b) => a - b);
  const rowAt = (cells: number) => (cells === 0 ? 0 : ends.indexOf(cells) + 1);
  const places = shown.flatMap(({ column, panes }) =>
    panes.map(({ id, rows, end }): [Id, PanePlace] => {
      const row = rowAt(end - rows);
      return [id, { row, col: column, rowSpan: rowAt(end) - row, colSpan: 1 }];
    }),
  );
  return { rows: ends.map((end, index) => end - (ends[index - 1] ?? 0)), places: new Map(places) };
}

function withEnds<Pane extends { readonly rows: number }>(panes: readonly Pane[]): (Pane & { readonly end: number })[] {
  let end = 0;
  return panes.map((pane) => ({ ...pane, end: (end += pane.rows) }));
}
