import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartData } from '../../../../core/widgets/line-chart/chart-data.js';
import { plot, type Plot } from '../../../../core/widgets/line-chart/plot.js';

type Points = readonly (readonly [x: number | string, y: number])[];

function drawn(width: number, height: number, ...lines: readonly Points[]): Plot {
  const data = chartData(
    lines.map((points, at) => ({
      title: `${at}`,
      style: at === 0 ? ('info' as const) : ('warning' as const),
      points: points.map(([x, y]) => ({ x: String(x), y })),
    })),
  );
  if (!data) throw new Error('there is nothing to draw');
  return plot(data, width, height);
}

function curves({ rows }: Plot, style?: string): string[] {
  return rows.map(({ curve }) =>
    typeof curve === 'string'
      ? curve
      : curve.map((span) => (style === undefined || span.style === style ? span.text : ' ')).join(''),
  );
}

const isDrawn = (text: string | undefined) => /[\u2801-\u28ff]/.test(text ?? '');
/** A loss that falls fast, and then slowly. */
const LOSSES = [2.54, 2.0, 1.4, 0.9, 0.6, 0.5, 0.45, 0.42];

describe('the plot of a line chart', () => {
  it.each([6, 7, 9, 12, 15, 18, 24])(
    'of %i rows shows the beginning, the highest value on top, even steps',
    (height) => {
      const chart = drawn(
        50,
        height,
        LOSSES.map((loss, at) => [at * 10, loss]),
      );
      const lines = curves(chart);
      expect(isDrawn(lines[0]?.slice(0, 2))).toBe(true);
      expect(lines.length).toBeGreaterThanOrEqual(height - 2);
      const labelled = chart.rows.flatMap(({ label }, row) => (label === '' ? [] : [{ row, value: Number(label) }]));
      expect(labelled[0]).toMatchObject({ row: 0, value: expect.closeTo(2.54, 1) as number });
      expect(labelled.at(-1)).toEqual({ row: lines.length - 1, value: 0 });
      const steps = labelled.slice(1).map(({ row, value }, at) => ({
        rows: row - (labelled[at]?.row ?? 0),
        by: (labelled[at]?.value ?? 0) - value,
      }));
      for (const { rows, by } of steps) {
        expect(rows).toBe(steps[0]?.rows);
        expect(by).toBeCloseTo(steps[0]?.by ?? 0, 1);
      }
    },
  );

  it('has points where their steps are, and says which these are', () => {
    const chart = drawn(44, 8, [
      [0, 1],
      [10, 0.9],
      [100, 0.1],
    ]);
    expect(chart.axis).toMatch(/^0 .* 100$/);
    expect(chart.axis.length).toBe(44 - chart.left - 1);
    // The second point is at a tenth of the width: the first rows end there.
    const first = curves(chart)[0] ?? '';
    expect(isDrawn(first.slice(0, 5))).toBe(true);
    expect(isDrawn(first.slice(8))).toBe(false);
  });

  it('draws a line of few points over as many steps as the other one has', () => {
    const chart = drawn(
      44,
      8,
      Array.from({ length: 20 }, (_, at) => [at, 1] as const),
      [
        [0, 0.5],
        [19, 0.5],
      ],
    );
    const validation = curves(chart, 'warning').find(isDrawn) ?? '';
    expect(isDrawn(validation.slice(-2))).toBe(true);
  });

  it('writes labels that are no numbers where they belong', () => {
    expect(drawn(40, 7, [['mon', 1], ['tue', 3], ['wed', 2]]).axis).toMatch(/^mon +tue +wed$/); // prettier-ignore
  });

  it('stays inside its cells, whatever the numbers are', () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.constantFrom(0, 1e300, -1e300, 1e-300));
    const points = fc.array(fc.tuple(fc.oneof(fc.integer(), fc.string()), value), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(points, fc.integer({ min: 20, max: 90 }), fc.integer({ min: 5, max: 30 }), (all, width, height) => {
        fc.pre(all.some(([, y]) => Number.isFinite(y)));
        const chart = drawn(width, height, all);
        expect(chart.rows.length).toBeLessThan(height);
        expect(chart.rows.length).toBeGreaterThanOrEqual(height - 2);
        expect(chart.axis.length).toBeLessThanOrEqual(Math.max(width - chart.left - 1, 12));
        for (const line of curves(chart)) expect(line.length).toBe(Math.max(1, width - chart.left - 1));
      }),
      { numRuns: 200 },
    );
  });
});
