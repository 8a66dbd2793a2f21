import type { BaseOptions, LineChartHandle, TextSpan } from 'devmgr/plugin-api';
import { ContribChart, placeBelow, type ContribElement } from '../contrib-chart.js';
import { fitText } from '../fit-text.js';
import type { Widget, WidgetHost } from '../widget.js';
import { chartData, type ChartLine, type LineSeries } from './chart-data.js';

interface LineElement extends ContribElement {
  setData(lines: readonly ChartLine[]): void;
}

const LOWEST = 5;
const NARROWEST = 20;

/** blessed-contrib's line chart under a line that names the series; below 20x6 cells the names alone. */
export function createLineChart(_options: BaseOptions, host: WidgetHost): Widget<LineChartHandle> {
  let series: LineSeries = [];
  let data = chartData(series);
  const chart = new ContribChart<LineElement>(
    {
      load: () => import('blessed-contrib/lib/widget/charts/line.js'),
      style: { style: { text: 'white', baseline: 'white' }, xLabelPadding: 3, xPadding: 5, showLegend: false },
      // Braille: two dots by four in a cell.
      size: ({ width, height }) => ({ width: width * 2, height: height * 4 }),
      draw(line) {
        if (!data) return;
        Object.assign(line.options, { minY: data.minY, maxY: data.maxY });
        line.setData(data.lines);
      },
    },
    host,
  );
  return {
    handle: {
      setSeries(next) {
        series = next;
        data = chartData(next);
        chart.changed();
      },
    },
    paint(canvas) {
      canvas.put(0, 0, fitText(legend(series), canvas.width));
      const place = placeBelow(canvas, 1);
      if (data && place.width >= NARROWEST && place.height >= LOWEST) chart.show(place);
      else chart.hide();
    },
    dispose: () => chart.dispose(),
  };
}

function legend(series: LineSeries): TextSpan[] {
  return series.flatMap((line) => [{ text: '━ ', style: line.style }, { text: `${line.title}  ` }]);
}
