import type { StyledText } from 'devmgr/plugin-api';
import type { ChartData } from './chart-data.js';
import { DotGrid } from './dot-grid.js';

/** The rows of a chart, from the top: curves beside numbers, the axis below them. */
export interface Plot {
  /** Cells that the numbers on the left take. */
  readonly left: number;
  readonly rows: readonly { readonly label: string; readonly curve: StyledText }[];
  readonly axis: string;
}

const MOST_INTERVALS = 5;
const MOST_LABELS = 6;
const GAP = 3;

/** Fits a chart into so many cells. The highest value is on the top row, the lowest on the last, what is written between them at equal steps. */
export function plot(data: ChartData, width: number, height: number): Plot {
  const { count, rows } = intervals(height - 1);
  const labels = Array.from({ length: count + 1 }, (_, at) => numberText(data, at / count, count));
  const left = Math.max(...labels.map(({ length }) => length));
  const columns = Math.max(1, width - left - 1);
  const grid = drawn(data, new DotGrid(columns, rows));
  const every = Math.max(1, (rows - 1) / count);
  return {
    left,
    rows: Array.from({ length: rows }, (_, row) => ({
      label: row % every === 0 ? (labels[row / every] ?? '') : '',
      curve: grid.row(row),
    })),
    axis: axisText(data, columns),
  };
}

/** So many equal steps of whole rows; where there are none a row stays empty. */
function intervals(room: number): { readonly count: number; readonly rows: number } {
  const steps = Math.max(1, room - 1);
  for (let count = Math.min(MOST_INTERVALS, steps); count > 1; count--)
    if (steps % count === 0) return { count, rows: steps + 1 };
  return steps > MOST_INTERVALS ? intervals(room - 1) : { count: 1, rows: steps + 1 };
}

function drawn({ lines, minX, maxX, minY, maxY }: ChartData, grid: DotGrid): DotGrid {
  const column = (x: number) => (maxX === minX ? 0 : Math.round(((x - minX) / (maxX - minX)) * (grid.width - 1)));
  const row = (y: number) => Math.round(((maxY - y) / (maxY - minY)) * (grid.height - 1));
  for (const { points, style } of lines) {
    let before = points[0];
    for (const point of points) {
      grid.line(column((before ?? point).x), row((before ?? point).y), column(point.x), row(point.y), style);
      before = point;
    }
  }
  return grid;
}

/** `share`: of the height, from the top. As many digits as tell one step from the next. */
function numberText({ minY, maxY }: ChartData, share: number, count: number): string {
  const value = maxY - (maxY - minY) * share;
  const step = (maxY - minY) / count;
  if (Math.max(Math.abs(minY), maxY) >= 1e6 || step < 1e-5) return value.toExponential(1).replace('+', '');
  return value.toFixed(Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(step / 2)))));
}

/** The first on the left, the last on the right, as many between them as there is room for. */
function axisText(data: ChartData, columns: number): string {
  const { minX, maxX } = data;
  const longest = Math.max(data.labelAt(data.labelled(minX)).length, data.labelAt(data.labelled(maxX)).length);
  const count = Math.max(2, Math.min(MOST_LABELS, Math.floor(columns / (longest + GAP))));
  const places = Array.from({ length: count }, (_, at) => data.labelled(minX + ((maxX - minX) * at) / (count - 1)));
  const last = data.labelAt(maxX);
  let text = '';
  for (const place of new Set(places)) {
    const label = data.labelAt(place);
    const share = maxX === minX ? 0 : (place - minX) / (maxX - minX);
    const start = Math.round(share * (columns - 1) - share * (label.length - 1));
    const isLast = place === maxX && maxX > minX;
    const end = isLast ? columns : columns - last.length - 1;
    const isFirst = text === '';
    if ((isFirst || start > text.length) && (isFirst || start + label.length <= end)) text = text.padEnd(start) + label;
  }
  return text;
}
