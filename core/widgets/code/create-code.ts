import type { CodeContent, CodeHandle, CodeOptions, StyledText, TextSpan, WidgetHandle } from 'devmgr/plugin-api';
import { Store } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { wrap } from '../../screen/text/wrap.js';
import { fitText, sliceCells, styledWidth } from '../fit-text.js';
import { listenerErrors } from '../listener-errors.js';
import { paintScrollbar, topAtScrollbar } from '../scrollbar.js';
import { clampTop, isChord, moveIndex, panTo, WHEEL_STEP } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import { CodeLines } from './code-lines.js';
import { CodeRows } from './code-rows.js';
import { tidySpans } from './tidy-spans.js';

/** Lines above one that is revealed, where there is room for them. */
const LINES_ABOVE = 3;

/**
 * Code to read. Arrows, page keys, Home, End, the wheel and the scrollbar scroll it; right and left pan, left at the
 * beginning of the lines is for others.
 */
export function createCode(options: CodeOptions, host: WidgetHost): Widget<CodeHandle> {
  return new CodeWidget(options, host);
}

class CodeWidget implements Widget<CodeHandle> {
  readonly #host: WidgetHost;
  readonly #topLine: Store<number>;
  #empty: StyledText;
  #content: CodeContent | undefined;
  #lines: CodeLines | undefined;
  #rows = new CodeRows(undefined, 0, 0);
  /** The row on top. */
  #top = 0;
  #left = 0;
  #height = 0;
  /** A line to show as soon as it is known how much room there is. */
  #revealed: number | undefined;
  #isDraggingBar = false;
  readonly handle: Omit<CodeHandle, keyof WidgetHandle>;

  constructor(options: CodeOptions, host: WidgetHost) {
    this.#host = host;
    this.#empty = options.empty ?? '';
    this.#topLine = new Store(1, listenerErrors(host, 'a listener of the code'));
    this.handle = {
      setCode: (content) => this.#setCode(content),
      setEmpty: (text) => {
        this.#empty = text;
        host.requestFrame();
      },
      reveal: (line) => {
        this.#revealed = line;
        host.requestFrame();
      },
      topLine: this.#topLine,
    };
  }

  paint(canvas: Canvas): void {
    if (canvas.width !== this.#rows.width) this.#layOut(canvas.width);
    this.#height = canvas.height;
    if (!this.#lines || (this.#lines.count === 1 && this.#content?.text === '')) return this.#paintEmpty(canvas);
    if (this.#revealed !== undefined && canvas.height > 0) this.#reveal(this.#revealed);
    this.#moveTo(this.#top);
    for (let y = 0; y < Math.min(canvas.height, this.#rows.total - this.#top); y++) this.#paintRow(canvas, y);
    paintScrollbar(canvas, { x: canvas.width - 1, y: 0, height: canvas.height }, this.#range());
  }

  onKey(key: Key): boolean {
    if (!isChord(key) && (key.name === 'left' || key.name === 'right')) return this.#pan(key.name === 'left' ? -1 : 1);
    const to = moveIndex(key, this.#top, this.#height, this.#rows.total);
    return to !== undefined && this.#scroll(to);
  }

  onPointer(event: PointerEvent): boolean {
    if (event.kind === 'wheel-up') return this.#scroll(this.#top - WHEEL_STEP);
    if (event.kind === 'wheel-down') return this.#scroll(this.#top + WHEEL_STEP);
    if (event.kind === 'up') this.#isDraggingBar = false;
    if (event.kind === 'down' || event.kind === 'double') {
      this.#isDraggingBar = event.x === this.#rows.width - 1 && event.y >= 0 && this.#rows.total > this.#height;
    }
    return this.#isDraggingBar && this.#scroll(topAtScrollbar(event.y, this.#height, this.#range()));
  }

  dispose(): void {
    this.#topLine.dispose();
  }

  #setCode(content: CodeContent | undefined): void {
    const isOther = content?.text !== this.#content?.text || content?.language !== this.#content?.language;
    this.#content = content;
    if (isOther) this.#lines = content && new CodeLines(content, () => this.#host.requestFrame());
    this.#layOut(this.#rows.width);
    if (isOther) {
      this.#left = 0;
      this.#top = 0;
      this.#revealed = undefined;
    }
    this.#scroll(this.#top);
  }

  /** The line on top stays there. */
  #layOut(width: number): void {
    const { number } = this.#rows.at(this.#top);
    this.#rows = new CodeRows(this.#content, this.#lines?.count ?? 0, width);
    this.#top = this.#rows.rowOf(number);
  }

  #reveal(line: number): void {
    this.#revealed = undefined;
    const row = this.#rows.rowOf(line);
    const above = Math.min(LINES_ABOVE, Math.floor((this.#height - 1) / 2));
    const isInView = row >= this.#top + above && this.#rows.rowOf(line + 1) <= this.#top + this.#height;
    if (!isInView) this.#moveTo(row - above);
  }

  #paintEmpty(canvas: Canvas): void {
    const lines = wrap(this.#empty, Math.max(1, canvas.width)).slice(0, canvas.height);
    lines.forEach((line, y) => canvas.put(0, y, line, 'muted'));
  }

  #paintRow(canvas: Canvas, y: number): void {
    const { index, number, note } = this.#rows.at(this.#top + y);
    const { gutter, start, room } = this.#rows;
    const marked = this.#content?.marked;
    const isMarked = marked !== undefined && number >= marked.startLine && number <= marked.endLine;
    const isUncovered = !isMarked && isUncoveredLine(this.#content, number);
    if (isMarked || isUncovered) canvas.draw(Math.max(0, gutter - 2), y, '▌', isMarked ? 'accent' : 'error');
    if (note !== undefined) return void canvas.put(start, y, note, 'error', { maxCells: Math.max(0, room) });
    if (gutter > 0)
      canvas.put(0, y, String(number).padStart(gutter - 2), isMarked ? 'accent' : isUncovered ? 'error' : 'muted');
    canvas.put(start, y, this.#visiblePart(index, room));
  }

  #visiblePart(index: number, room: number): StyledText {
    const spans = this.#line(index);
    return fitText(this.#left > 0 ? sliceCells(spans, this.#left, Number.POSITIVE_INFINITY) : spans, room);
  }

  #line(index: number): readonly TextSpan[] {
    return tidySpans(this.#lines?.line(index) ?? []);
  }

  #pan(direction: 1 | -1): boolean {
    if (direction < 0 && this.#left === 0) return false;
    const rows = Math.min(this.#height, this.#rows.total - this.#top);
    const inView = Array.from({ length: Math.max(0, rows) }, (_, y) => this.#rows.at(this.#top + y).index);
    const widest = Math.max(0, ...inView.map((index) => styledWidth(this.#line(index))));
    this.#left = panTo(this.#left, direction, widest - this.#rows.room);
    this.#host.requestFrame();
    return true;
  }

  #scroll(top: number): true {
    this.#moveTo(top);
    this.#host.requestFrame();
    return true;
  }

  #moveTo(top: number): void {
    this.#top = clampTop(top, this.#height, this.#rows.total);
    this.#topLine.set(this.#rows.at(this.#top).number);
  }

  #range() {
    return { top: this.#top, visible: this.#height, total: this.#rows.total };
  }
}

/** Looked up by halves: it is asked for every row that is painted. */
function isUncoveredLine(content: CodeContent | undefined, line: number): boolean {
  const ranges = content?.uncovered ?? [];
  let [from, to] = [0, ranges.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ranges[middle]?.endLine ?? 0) < line) from = middle + 1;
    else to = middle;
  }
  return (ranges[from]?.startLine ?? Infinity) <= line;
}
