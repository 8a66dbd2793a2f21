import type { LineChartHandle, TextStyle } from 'devmgr/plugin-api';

export type LineSeries = Parameters<LineChartHandle['setSeries']>[0];

/** Lines in one frame of numbers; points of a line in their order. */
export interface ChartData {
  readonly lines: readonly ChartLine[];
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
  /** What is written below a place of the axis. */
  labelAt(x: number): string;
  /** The nearest place to that one for which there is a label. */
  labelled(x: number): number;
}

export interface ChartLine {
  readonly style: TextStyle;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** The newest; more cannot be told apart. */
const MOST_POINTS = 5_000;
const LONGEST_LABEL = 12;
const LARGEST = 1e15;

/**
 * Series as they are drawn: only finite numbers, from zero. Points stand where the numbers of their labels are, as steps of a training; where
 * labels are no numbers, one beside the other. `undefined` when there is nothing to draw.
 */
export function chartData(series: LineSeries): ChartData | undefined {
  const cut = series.map(({ style, points }) => ({
    style,
    points: points.slice(-MOST_POINTS).filter(({ y }) => Number.isFinite(y)),
  }));
  const labels = [...new Set(cut.flatMap(({ points }) => points.map(({ x }) => x)))];
  if (labels.length === 0) return undefined;
  const { placeOf, ...axis } = labels.every(isNumber) ? numberAxis(labels.map(Number)) : labelAxis(labels);
  const lines = cut.map(({ style, points }) => ({
    style,
    points: points.map(({ x, y }) => ({ x: placeOf(x), y: inReach(y) })),
  }));
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const minY = least(values, 0);
  const highest = -least(
    values.map((y) => -y),
    0,
  );
  return { lines, minY, maxY: highest > minY ? highest : minY + 1, ...axis };
}

type Axis = Pick<ChartData, 'minX' | 'maxX' | 'labelAt' | 'labelled'> & { placeOf(label: string): number };

function numberAxis(numbers: readonly number[]): Axis {
  const isWhole = numbers.every(Number.isInteger);
  return {
    minX: least(numbers, Infinity),
    maxX: -least(
      numbers.map((x) => -x),
      Infinity,
    ),
    placeOf: Number,
    labelled: (x) => (isWhole ? Math.round(x) : x),
    labelAt: (x) => String(Number(x.toPrecision(6))).slice(0, LONGEST_LABEL),
  };
}

function labelAxis(labels: readonly string[]): Axis {
  const places = new Map(labels.map((label, place) => [label, place]));
  return {
    minX: 0,
    maxX: labels.length - 1,
    placeOf: (label) => places.get(label) ?? 0,
    labelled: Math.round,
    labelAt: (x) => plainLabel(labels[x] ?? ''),
  };
}

function isNumber(label: string): boolean {
  return label.trim() !== '' && Math.abs(Number(label)) <= LARGEST;
}

function inReach(value: number): number {
  return Math.max(-LARGEST, Math.min(LARGEST, value));
}

/** Of any number of values; `Math.min(...)` takes only so many. */
function least(values: readonly number[], start: number): number {
  return values.reduce((found, value) => Math.min(found, value), start);
}

function plainLabel(text: string): string {
  return text.slice(0, LONGEST_LABEL).replace(/[^\x20-\x7e]/g, '?');
}
