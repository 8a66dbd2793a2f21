import type { BaseOptions, GaugeHandle } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { ContribChart, placeBelow, type ContribElement } from '../contrib-chart.js';
import type { Widget, WidgetHost } from '../widget.js';

interface GaugeElement extends ContribElement {
  setPercent(percent: number): void;
}

/** blessed-contrib's gauge draws from its third line to its fourth. */
const LOWEST = 4;
const NARROWEST = 12;
/** It takes what is below for a share of 1. */
const SMALLEST_PERCENT = 1.001;

/** blessed-contrib's gauge; a bar of one line where there is no room for it. */
export function createGauge(_options: BaseOptions, host: WidgetHost): Widget<GaugeHandle> {
  let percent = 0;
  const chart = new ContribChart<GaugeElement>(
    {
      load: () => import('blessed-contrib/lib/widget/gauge.js'),
      style: { stroke: 'cyan', fill: 'white', showLabel: true },
      draw: (gauge) => gauge.setPercent(percent < 0.5 ? 0 : Math.max(SMALLEST_PERCENT, percent)),
    },
    host,
  );
  return {
    handle: {
      setPercent(next) {
        percent = Number.isFinite(next) ? Math.max(0, Math.min(100, next)) : 0;
        chart.changed();
      },
    },
    paint(canvas) {
      const isRoomy = canvas.height >= LOWEST && canvas.width >= NARROWEST;
      if (!isRoomy) chart.hide();
      if (!isRoomy || !chart.show(placeBelow(canvas, 0))) paintBar(canvas, percent);
    },
    dispose: () => chart.dispose(),
  };
}

function paintBar(canvas: Canvas, percent: number): void {
  const label = `${String(Math.round(percent)).padStart(3)}%`;
  const room = Math.max(0, canvas.width - label.length - 1);
  const filled = Math.floor((room * percent) / 100);
  canvas.draw(0, 0, '░'.repeat(room), 'muted');
  canvas.draw(0, 0, '█'.repeat(filled), 'accent');
  canvas.put(room === 0 ? 0 : room + 1, 0, label);
}
