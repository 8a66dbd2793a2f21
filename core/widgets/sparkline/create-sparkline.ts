import type { BaseOptions, SparklineHandle } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { fitText, styledWidth } from '../fit-text.js';
import type { Widget, WidgetHost } from '../widget.js';

type Series = Parameters<SparklineHandle['setSeries']>[0];

const EIGHTHS = ' ▁▂▃▄▅▆▇█';
const TITLE_SHARE = 0.5;

/**
 * One sparkline a series: `title ▂▂▃▂▇▂`, the newest point on the right, from 0 to the highest point in view. Series
 * share the height; what has no finite number stays blank.
 */
export function createSparkline(_options: BaseOptions, host: WidgetHost): Widget<SparklineHandle> {
  let series: Series = [];
  return {
    handle: {
      setSeries(next) {
        series = next;
        host.requestFrame();
      },
    },
    paint: (canvas) => paintSeries(canvas, series),
  };
}

function paintSeries(canvas: Canvas, series: Series): void {
  const rows = Math.max(1, Math.floor(canvas.height / Math.max(1, series.length)));
  const widest = Math.max(0, ...series.map((line) => styledWidth(line.title)));
  const titleWidth = Math.min(widest, Math.floor(canvas.width * TITLE_SHARE));
  const left = titleWidth === 0 ? 0 : titleWidth + 1;
  series.forEach((line, index) => {
    canvas.put(0, index * rows, fitText(line.title, titleWidth));
    barRows(line.points, canvas.width - left, rows).forEach((text, row) => {
      canvas.put(left, index * rows + row, text, line.style ?? 'accent');
    });
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
