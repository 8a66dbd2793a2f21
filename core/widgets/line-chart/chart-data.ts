import type { LineChartHandle, TextStyle } from 'devmgr/plugin-api';

export type LineSeries = Parameters<LineChartHandle['setSeries']>[0];

/** What blessed-contrib's line chart draws. */
export interface ChartData {
  readonly lines: readonly ChartLine[];
  readonly minY: number;
  readonly maxY: number;
}

export interface ChartLine {
  readonly title: string;
  readonly x: readonly string[];
  readonly y: readonly number[];
  readonly style: { readonly line: string };
}

const MOST_POINTS = 500;
const LONGEST_LABEL = 12;
const LARGEST = 1e15;

const COLORS: Partial<Record<TextStyle, string>> = {
  success: 'green',
  added: 'green',
  warning: 'yellow',
  match: 'yellow',
  error: 'red',
  removed: 'red',
  info: 'cyan',
  accent: 'blue',
  code: 'magenta',
};

/**
 * Series as the chart takes them: only printable labels, only finite numbers, and a range above zero, because it loops
 * for ever over others. `undefined` when there is nothing to draw.
 */
export function chartData(series: LineSeries): ChartData | undefined {
  const lines = series
    .map((line) => {
      const points = line.points.slice(-MOST_POINTS).filter((point) => Number.isFinite(point.y));
      return {
        title: line.title,
        x: points.map((point) => plainLabel(point.x)),
        y: points.map((point) => Math.max(-LARGEST, Math.min(LARGEST, point.y))),
        style: { line: COLORS[line.style] ?? 'white' },
      };
    })
    .filter((line) => line.y.length > 0);
  if (lines.length === 0) return undefined;
  const values = lines.flatMap((line) => line.y);
  const minY = Math.min(0, ...values);
  const highest = Math.max(0, ...values);
  return { lines, minY, maxY: highest > minY ? highest + (highest - minY) * 0.1 : minY + 1 };
}

/** The chart hands labels to blessed as content, where escapes would be read. */
function plainLabel(text: string): string {
  return text.slice(0, LONGEST_LABEL).replace(/[^\x20-\x7e]/g, '?');
}
