import type { BaseOptions, LineChartHandle, TextSpan } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { fitText } from '../fit-text.js';
import type { Widget, WidgetHost } from '../widget.js';
import { chartData, type ChartData, type LineSeries } from './chart-data.js';
import { plot } from './plot.js';

const LOWEST = 5;
const NARROWEST = 20;

/**
 * Curves of braille dots under a line that names the series; below 20x6 cells the names alone. Painted here: blessed-contrib's line chart
 * takes three rows for its axis, cuts off what is highest, and draws all series as if they had the points of the first.
 */
export function createLineChart(_options: BaseOptions, host: WidgetHost): Widget<LineChartHandle> {
  let series: LineSeries = [];
  let data = chartData(series);
  return {
    handle: {
      setSeries(next) {
        series = next;
        data = chartData(next);
        host.requestFrame();
      },
    },
    paint(canvas) {
      canvas.put(0, 0, fitText(legend(series), canvas.width));
      if (data && canvas.width >= NARROWEST && canvas.height > LOWEST) paintPlot(canvas, data);
    },
  };
}

function paintPlot(canvas: Canvas, data: ChartData): void {
  const { left, rows, axis } = plot(data, canvas.width, canvas.height - 1);
  for (const [at, { label, curve }] of rows.entries()) {
    canvas.put(0, at + 1, label.padStart(left), 'muted');
    canvas.draw(left, at + 1, label === '' ? '│' : '┤', 'muted');
    canvas.put(left + 1, at + 1, curve);
  }
  canvas.put(left + 1, rows.length + 1, axis, 'muted');
}

function legend(series: LineSeries): TextSpan[] {
  return series.flatMap((line) => [{ text: '━ ', style: line.style }, { text: `${line.title}  ` }]);
}
