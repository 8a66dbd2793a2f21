import type { StyledText, TextHandle, TextOptions, WidgetHandle } from 'devmgr/plugin-api';
import { Emitter } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { sameText } from '../../screen/text/same-text.js';
import { wrap } from '../../screen/text/wrap.js';
import { listenerErrors } from '../listener-errors.js';
import { cleanSpans, fitText, sliceCells, styledWidth } from '../fit-text.js';
import { paintScrollbar, topAtScrollbar } from '../scrollbar.js';
import { clampTop, isChord, moveIndex, WHEEL_STEP } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import { displayLines, type DisplayLine } from './display-lines.js';

const PAN_STEP = 8;

/** Scrollable text: arrows, page keys, Home, End and the wheel scroll it; left and right pan lines that do not wrap; left at their beginning is for others. */
export function createText(options: TextOptions, host: WidgetHost): Widget<TextHandle> {
  return new TextWidget(options, host);
}

class TextWidget implements Widget<TextHandle> {
  readonly #options: TextOptions;
  readonly #host: WidgetHost;
  #entries: readonly StyledText[] = [];
  #lines: readonly DisplayLine[] | undefined;
  #width = 0;
  #height = 0;
  #top = 0;
  #left = 0;
  readonly #clicked: Emitter<{ readonly line: number; readonly cell: number }>;
  readonly handle: Omit<TextHandle, keyof WidgetHandle>;

  constructor(options: TextOptions, host: WidgetHost) {
    this.#options = options;
    this.#host = host;
    this.#clicked = new Emitter(listenerErrors(host, 'a listener of the text'));
    this.handle = {
      setLines: (lines) => {
        const isSame = areSame(this.#entries, lines);
        this.#entries = lines;
        if (isSame) return;
        this.#lines = undefined;
        host.requestFrame();
      },
      scrollTo: (line) => this.#scrollToEntry(line),
      rowsFor: (cells, count) =>
        displayLines(this.#entries.slice(0, count), options.wrap ? roomOf(cells) : undefined).length,
      onDidClick: this.#clicked.event,
    };
  }

  paint(canvas: Canvas): void {
    this.#resize(canvas.width, canvas.height);
    const lines = this.#layOut();
    this.#top = clampTop(this.#top, this.#height, lines.length);
    if (this.#entries.length === 0) {
      const empty = wrap(this.#options.empty ?? '', canvas.width).slice(0, canvas.height);
      empty.forEach((line, y) => canvas.put(0, y, line, 'muted'));
      return;
    }
    lines.slice(this.#top, this.#top + canvas.height).forEach((line, y) => {
      canvas.put(0, y, this.#visiblePart(line.text));
    });
    paintScrollbar(canvas, { x: canvas.width - 1, y: 0, height: canvas.height }, this.#range());
  }

  onKey(key: Key): boolean {
    if ((key.name === 'left' || key.name === 'right') && !isChord(key)) return this.#pan(key.name === 'left' ? -1 : 1);
    const total = this.#layOut().length;
    const to = moveIndex(key, this.#top, this.#height, total);
    return to !== undefined && this.#scroll(to);
  }

  onPointer(event: PointerEvent): boolean {
    if (event.kind === 'wheel-up') return this.#scroll(this.#top - WHEEL_STEP);
    if (event.kind === 'wheel-down') return this.#scroll(this.#top + WHEEL_STEP);
    const { total, visible } = this.#range();
    const onBar = event.x === this.#width - 1 && event.y >= 0 && total > visible;
    if (!onBar) return this.#press(event);
    if (event.kind !== 'down' && event.kind !== 'drag') return false;
    return this.#scroll(topAtScrollbar(event.y, this.#height, this.#range()));
  }

  dispose(): void {
    this.#clicked.dispose();
  }

  /** Announced, and left to others. */
  #press({ kind, x, y }: PointerEvent): boolean {
    const line = this.#layOut()[this.#top + y];
    const isPress = (kind === 'down' || kind === 'double') && y >= 0;
    if (isPress && line) this.#clicked.fire({ line: line.entry, cell: x + this.#left });
    return false;
  }

  #scrollToEntry(entry: number): void {
    this.#top = Math.max(
      0,
      this.#layOut().findIndex((line) => line.entry >= entry),
    );
    this.#host.requestFrame();
  }

  #range() {
    return { top: this.#top, visible: this.#height, total: this.#layOut().length };
  }

  #scroll(top: number): boolean {
    this.#top = clampTop(top, this.#height, this.#layOut().length);
    this.#host.requestFrame();
    return true;
  }

  #pan(direction: 1 | -1): boolean {
    if (this.#options.wrap || (direction < 0 && this.#left === 0)) return false;
    const inView = this.#layOut().slice(this.#top, this.#top + this.#height);
    const widest = Math.max(0, ...inView.map((line) => styledWidth(line.text)));
    this.#left = Math.max(0, Math.min(this.#left + direction * PAN_STEP, widest - this.#room()));
    this.#host.requestFrame();
    return true;
  }

  #visiblePart(text: StyledText): StyledText {
    if (this.#left === 0) return fitText(text, this.#room());
    return fitText(sliceCells(cleanSpans(text), this.#left, Number.POSITIVE_INFINITY), this.#room());
  }

  #room(): number {
    return roomOf(this.#width);
  }

  #resize(width: number, height: number): void {
    this.#height = height;
    if (width === this.#width) return;
    const entry = this.#lines?.[this.#top]?.entry;
    this.#width = width;
    if (!this.#options.wrap || !this.#lines) return;
    this.#lines = undefined;
    if (entry !== undefined)
      this.#top = Math.max(
        0,
        this.#layOut().findIndex((line) => line.entry >= entry),
      );
  }

  #layOut(): readonly DisplayLine[] {
    this.#lines ??= displayLines(this.#entries, this.#options.wrap && this.#width > 0 ? this.#room() : undefined);
    return this.#lines;
  }
}

/** Whether they say the same again. An array that is handed over twice may have been changed in between. */
function areSame(before: readonly StyledText[], lines: readonly StyledText[]): boolean {
  if (before === lines || before.length !== lines.length) return false;
  return lines.every((line, index) => sameText(line, before[index] ?? ''));
}

/** The last column is kept free for the scrollbar, so that lines do not wrap anew when it appears. */
function roomOf(width: number): number {
  return Math.max(1, width - 1);
}
