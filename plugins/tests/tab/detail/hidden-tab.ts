import type { Grid, Tab, WidgetHandle, WidgetKind } from 'devmgr/plugin-api';

/** The tab, but what is put on its grid is hidden until somebody places and shows it. `cell` must not be covered while widgets are made. */
export function hiddenTab(tab: Tab, cell: { readonly row: number; readonly col: number }): Tab {
  const grid: Grid = {
    set<Options, Handle extends WidgetHandle>(
      ...[, , , , kind, options]: [number, number, number, number, WidgetKind<Options, Handle>, Options]
    ): Handle {
      const handle = tab.grid.set(cell.row, cell.col, 1, 1, kind, options);
      handle.show(false);
      return handle;
    },
    setTracks: (tracks) => tab.grid.setTracks(tracks),
  };
  return { grid, isVisible: tab.isVisible, size: tab.size, own: (item) => tab.own(item) };
}
