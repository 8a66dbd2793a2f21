import type { StyledText, TextStyle } from '../text.js';
import type { WidgetHandle } from './widget.js';

export interface SparklineHandle extends WidgetHandle {
  setSeries(
    series: readonly { readonly title: StyledText; readonly style?: TextStyle; readonly points: readonly number[] }[],
  ): void;
}

export interface LineChartHandle extends WidgetHandle {
  setSeries(
    series: readonly {
      readonly title: string;
      readonly style: TextStyle;
      readonly points: readonly { readonly x: string; readonly y: number }[];
    }[],
  ): void;
}

export interface GaugeHandle extends WidgetHandle {
  /** 0 to 100. */
  setPercent(percent: number): void;
}
