import type { StyledText } from 'devmgr/plugin-api';
import type { Canvas, Look } from '../../screen/canvas.js';
import { wrap } from '../../screen/text/wrap.js';
import { fitText, styledWidth } from '../fit-text.js';
import { paintScrollbar } from '../scrollbar.js';
import type { WidgetHost } from '../widget.js';
import type { PlacedColumn } from './column-layout.js';
import type { Sorting } from './sorting.js';

/** What one frame of a table shows. */
export interface TablePicture<Row> {
  readonly columns: readonly PlacedColumn<Row>[];
  readonly sorting: Sorting | undefined;
  /** Rows of the header: 0 or 1. */
  readonly headerRows: number;
  readonly rows: readonly Row[];
  readonly top: number;
  readonly total: number;
  /** The place of the selected row among all rows. */
  readonly selected: number;
  readonly empty: StyledText;
}

/** Paints the header, the visible rows and the scrollbar, or the text for an empty table. */
export function paintTable<Row>(canvas: Canvas, picture: TablePicture<Row>, focused: boolean, host: WidgetHost): void {
  const { headerRows } = picture;
  if (headerRows > 0) paintHeader(canvas, picture);
  if (picture.total === 0) {
    const lines = wrap(picture.empty, canvas.width).slice(0, Math.max(0, canvas.height - headerRows));
    lines.forEach((line, y) => canvas.put(0, headerRows + y, line, 'muted'));
    return;
  }
  picture.rows.forEach((row, index) => {
    const isSelected = picture.top + index === picture.selected;
    const base = isSelected ? (focused ? 'selection' : 'selection-unfocused') : undefined;
    paintRow(canvas, headerRows + index, row, picture.columns, base, host);
  });
  const height = canvas.height - headerRows;
  const place = { x: canvas.width - 1, y: headerRows, height };
  paintScrollbar(canvas, place, { top: picture.top, visible: height, total: picture.total });
}

function paintHeader<Row>(canvas: Canvas, picture: TablePicture<Row>): void {
  canvas.fill(0, 0, canvas.width, 1, 'header');
  for (const { column, x, width } of picture.columns) {
    const sign = column.id === picture.sorting?.columnId ? (picture.sorting.direction === 'ascending' ? '▲' : '▼') : '';
    // A title that fills its column keeps all its letters: then the sign stands in the gap behind it.
    const room = x + width < canvas.width ? width + 1 : width;
    const title = fitText(column.title, Math.min(width, room - sign.length));
    const end = Math.max(width, styledWidth(title) + sign.length);
    const start = column.align === 'right' ? x + end - styledWidth(title) - sign.length : x;
    const used = canvas.put(start, 0, title, 'header');
    if (sign) canvas.put(start + used, 0, sign, 'header');
  }
}

function paintRow<Row>(
  canvas: Canvas,
  y: number,
  row: Row,
  columns: readonly PlacedColumn<Row>[],
  base: Look | undefined,
  host: WidgetHost,
): void {
  if (base) canvas.fill(0, y, canvas.width, 1, base);
  for (const { column, x, width } of columns) {
    const cell = host.guard(`cell ${column.id}`, () => column.cell(row), '!');
    const text = fitText(cell, width, column.cut);
    const start = column.align === 'right' ? x + width - styledWidth(text) : x;
    canvas.put(start, y, text, 'default', base ? { base, maxCells: width } : { maxCells: width });
  }
}
