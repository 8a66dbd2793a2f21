import type { SparklineHandle } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createSparkline } from '../../../../core/widgets/sparkline/create-sparkline.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

function sparklineOf(width = 20, height = 2) {
  const host = new FakeWidgetHost();
  const widget = createSparkline({}, host);
  return { host, driver: new WidgetDriver<SparklineHandle>(widget, width, height), chart: widget.handle };
}

describe('a sparkline', () => {
  it('shows a line a series, titles in one column', () => {
    const { driver, chart } = sparklineOf();
    chart.setSeries([
      { title: 'ms', points: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
      { title: 'req', points: [2, 2], style: 'success' },
    ]);
    const canvas = driver.paint();
    expect(canvas.rows()).toEqual(['ms  ▁▁▂▃▄▅▆▇█', 'req ██']);
    expect([canvas.cell(4, 0).look, canvas.cell(4, 1).look]).toEqual(['accent', 'success']);
  });

  it('shows the newest points', () => {
    const { driver, chart } = sparklineOf(4, 1);
    chart.setSeries([{ title: '', points: [8, 8, 0, 8, 4, 8] }]);
    expect(driver.paint().row(0)).toBe('▁█▄█');
  });

  it('uses all of its height', () => {
    const { driver, chart } = sparklineOf(4, 2);
    chart.setSeries([{ title: '', points: [1, 8, 12, 16] }]);
    expect(driver.paint().rows()).toEqual(['  ▄█', '▁███']);
  });

  it('leaves gaps for what is no number and draws zeros as a line', () => {
    const { driver, chart } = sparklineOf(9, 1);
    chart.setSeries([{ title: '', points: [1, Number.NaN, -5, Number.POSITIVE_INFINITY, 1] }]);
    expect(driver.paint().row(0)).toBe('█ ▁ █');
    chart.setSeries([{ title: '', points: [0, 0, 0] }]);
    expect(driver.paint().row(0)).toBe('▁▁▁');
  });

  it('draws in any size, with more series than lines and hostile titles', () => {
    const { driver, chart } = sparklineOf();
    const points = Array.from({ length: 100_000 }, (_, index) => index);
    chart.setSeries([HOSTILE, 'x'.repeat(500), 'c'].map((title) => ({ title, points })));
    for (const [width, height] of [
      [0, 0],
      [1, 1],
      [2, 1],
      [300, 50],
    ] as const) {
      expect(driver.resize(width, height).rows().join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    }
  });

  it('asks for a frame only for what is drawn otherwise', () => {
    const { host, driver, chart } = sparklineOf(10, 1);
    chart.setSeries([{ title: 'ms', points: [2, 2, 2, 2, 2, 2, 2, 2] }]);
    driver.paint();
    host.frames = 0;
    chart.setSeries([{ title: 'ms', points: [2, 2, 2, 2, 2, 2, 2, 2, 2] }]);
    expect(host.frames).toBe(0);
    chart.setSeries([{ title: 'ms', points: [2, 2, 2, 2, 2, 2, 2, 2, 1] }]);
    expect(host.frames).toBe(1);
    driver.paint();
    chart.setSeries([{ title: 's', points: [2, 2, 2, 2, 2, 2, 2, 2, 1] }]);
    expect(host.frames).toBe(2);
    expect(driver.paint().row(0)).toBe('s ███████▄');
  });
});
