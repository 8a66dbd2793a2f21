import type { Disposable } from 'devmgr/plugin-api';
import type { Canvas } from '../screen/canvas.js';
import type { WidgetHost } from './widget.js';

/** What all of blessed-contrib's charts have. */
export interface ContribElement {
  readonly options: Record<string, unknown>;
  /** In dots; set by `calcSize` when the element is attached. */
  canvasSize: { readonly width: number; readonly height: number };
  calcSize(): void;
  destroy(): void;
}

export interface ContribChartOptions<Chart extends ContribElement> {
  /** Imports the one module of blessed-contrib that is needed: all of them together take 70 ms. */
  load(): Promise<{ readonly default: unknown }>;
  readonly style: object;
  /** Dots of the drawing in that place. Default: the chart's own idea, which leaves room for a border. */
  size?(place: ChartPlace): { readonly width: number; readonly height: number };
  /** Gives the chart its data. */
  draw(chart: Chart): void;
}

/** Cells of the pane that the chart takes. */
export interface ChartPlace {
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * One chart of blessed-contrib inside a pane. It measures itself only when it is attached, so it is made anew when
 * the size of the pane changes. It lies over what the widget paints.
 */
export class ContribChart<Chart extends ContribElement> implements Disposable {
  readonly #options: ContribChartOptions<Chart>;
  readonly #host: WidgetHost;
  #create: (new (options: object) => Chart) | undefined;
  #chart: Chart | undefined;
  #place: ChartPlace = { top: 0, width: 0, height: 0 };
  #isStale = true;
  #isDisposed = false;

  constructor(options: ContribChartOptions<Chart>, host: WidgetHost) {
    this.#options = options;
    this.#host = host;
    void this.#load();
  }

  /** There is other data: draw it in the next frame. */
  changed(): void {
    this.#isStale = true;
    this.#host.requestFrame();
  }

  /** Called in every frame. False while there is no chart: the widget then paints by itself. */
  show(place: ChartPlace): boolean {
    if (this.#isDisposed || !this.#create) return false;
    if (!this.#chart || !isSame(place, this.#place)) this.#build(place);
    const chart = this.#chart;
    if (!chart) return false;
    if (this.#isStale) this.#guard(() => this.#options.draw(chart));
    this.#isStale = false;
    return true;
  }

  /** Takes the chart away until it is shown again. */
  hide(): void {
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.hide();
  }

  async #load(): Promise<void> {
    try {
      const module = await this.#options.load();
      this.#create = module.default as new (options: object) => Chart;
      this.#host.requestFrame();
    } catch (error) {
      this.#guard(() => {
        throw error;
      });
    }
  }

  #build(place: ChartPlace): void {
    this.hide();
    this.#place = place;
    const Create = this.#create;
    const parent = this.#host.element() as { readonly screen: unknown; append(child: unknown): void };
    this.#guard(() => {
      if (!Create) return;
      // Appended afterwards: it listens for that only once it is made.
      const chart = new Create({ screen: parent.screen, left: 0, ...place, ...this.#options.style });
      const size = this.#options.size?.(place);
      if (size) chart.calcSize = () => void (chart.canvasSize = size);
      parent.append(chart);
      this.#chart = chart;
    });
    this.#isStale = true;
  }

  /** blessed-contrib throws strings. */
  #guard(call: () => void): void {
    this.#host.guard('chart', call, undefined);
  }
}

/** The whole inside of a pane below `top`. */
export function placeBelow(canvas: Canvas, top: number): ChartPlace {
  return { top, width: canvas.width, height: canvas.height - top };
}

function isSame(a: ChartPlace, b: ChartPlace): boolean {
  return a.top === b.top && a.width === b.width && a.height === b.height;
}
