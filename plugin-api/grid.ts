import type { WidgetHandle, WidgetKind } from './widgets.js';

/** A number of cells, or a share of what is left. */
export type Track = number | `${number}fr`;

/** The signature that people know from blessed-contrib, typed by the kind. Areas of visible widgets of one tab may not overlap. */
export interface Grid {
  /** `row`, `col` count from 0; twelve equal rows and columns unless `setTracks` changed them. Throws `DEVMGR_GRID_AREA_INVALID`. */
  set<Options, Handle extends WidgetHandle>(
    row: number,
    col: number,
    rowSpan: number,
    colSpan: number,
    kind: WidgetKind<Options, Handle>,
    options: Options,
  ): Handle;
  /** Replaces the rows, the columns or both. Call it with `place` and `show` of the widgets when the size changes. */
  setTracks(tracks: { readonly rows?: readonly Track[]; readonly columns?: readonly Track[] }): void;
}
