import type { BaseOptions, SparklineHandle, StyledText, TextStyle } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { sameText } from '../../screen/text/same-text.js';
import { fitText, styledWidth } from '../fit-text.js';
import type { Widget, WidgetHost } from '../widget.js';

type Series = Parameters<SparklineHandle['setSeries']>[0];

/** What is drawn of one series. */
interface Drawing {
  readonly title: StyledText;
  readonly top: number;
  /** The column of the first bar. */
  readonly left: number;
  /** The uppermost row first. */
  readonly bars: readonly string[];
  readonly style: TextStyle;
}

const EIGHTHS = ' ▁▂▃▄▅▆▇█';
const TITLE_SHARE = 0.5;

/**
 * One sparkline a series: `title ▂▂▃▂▇▂`, the newest point on the right, from 0 to the highest point in view. Series
 * share the height; what has no finite number stays blank.
 */
export function createSparkline(_options: BaseOptions, host: WidgetHost): Widget<SparklineHandle> {
  let series: Series = [];
  let size = { width: 0, height: 0 };
  let shown: readonly Drawing[] = [];
  return {
    handle: {
      setSeries(next) {
        series = next;
        // Points of a quiet line come and go without a change that can be seen.
        if (!areSame(shown, draw(series, size))) host.requestFrame();
      },
    },
    paint(canvas) {
      size = { width: canvas.width, height: canvas.height };
      shown = draw(series, size);
      paintDrawings(canvas, shown);
    },
  };
}

function draw(series: Series, { width, height }: { readonly width: number; readonly height: number }): Drawing[] {
  const rows = Math.max(1, Math.floor(height / Math.max(1, series.length)));
  const widest = Math.max(0, ...series.map((line) => styledWidth(line.title)));
  const titleWidth = Math.min(widest, Math.floor(width * TITLE_SHARE));
  const left = titleWidth === 0 ? 0 : titleWidth + 1;
  return series.map(({ title, points, style = 'accent' }, index) => ({
    top: index * rows,
    title: fitText(title, titleWidth),
    left,
    bars: barRows(points, width - left, rows),
    style,
  }));
}

function paintDrawings(canvas: Canvas, drawings: readonly Drawing[]): void {
  for (const { title, top, left, bars, style } of drawings) {
    canvas.put(0, top, title);
    bars.forEach((text, row) => canvas.put(left, top + row, text, style));
  }
}

function areSame(before: readonly Drawing[], now: readonly Drawing[]): boolean {
  if (before.length !== now.length) return false;
  return now.every(({ title, left, bars, style }, index) => {
    const old = before[index];
    const isAlike = old?.left === left && old.style === style && sameText(old.title, title);
    return isAlike && old.bars.join('\n') === bars.join('\n');
  });
}

/** The last `width` points as bars of `rows` rows, the uppermost row first. */
export function barRows(points: readonly number[], width: number, rows: number): string[] {
  if (width < 1) return [];
  const visible = points.slice(-width);
  const highest = Math.max(0, ...visible.filter(Number.isFinite));
  const levels = visible.map((point) => level(point, highest, rows * 8));
  return Array.from({ length: rows }, (_, row) => {
    const floor = (rows - 1 - row) * 8;
    return levels.map((height) => EIGHTHS[Math.max(0, Math.min(8, height - floor))] ?? ' ').join('');
  });
}

/** In eighths of a cell: at least one for every number, so that a quiet line is seen. */
function level(point: number, highest: number, eighths: number): number {
  if (!Number.isFinite(point)) return 0;
  return highest <= 0 ? 1 : Math.max(1, Math.round((Math.max(0, point) / highest) * eighths));
}
