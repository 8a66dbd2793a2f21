import type { LogHandle, LogOptions, LogSource, StyledText, WidgetHandle } from 'devmgr/plugin-api';
import { Emitter, Store } from 'devmgr/plugin-api';
import type { Canvas, Look } from '../../screen/canvas.js';
import { wrap } from '../../screen/text/wrap.js';
import { fitText } from '../fit-text.js';
import { listenerErrors } from '../listener-errors.js';
import { paintScrollbar, topAtScrollbar } from '../scrollbar.js';
import { isChord } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import {
  centre,
  follow,
  hold,
  moveCursor,
  scroll,
  settle,
  topLine,
  wheel,
  type LineRange,
  type LogView,
} from './log-view.js';

const NO_LINES: LineRange = { first: 0, end: 0 };

/**
 * A log of any length that costs what is visible: the source keeps the lines, the widget a position.
 *
 * It follows the end. Up, PageUp, Home, the wheel and a click hold it, with a cursor; End follows again, and so does
 * the wheel past the last line. Enter and a double click activate the line under the cursor.
 */
export function createLog(options: LogOptions, host: WidgetHost): Widget<LogHandle> {
  return new LogWidget(options, host);
}

class LogWidget implements Widget<LogHandle> {
  #empty: StyledText;
  readonly #host: WidgetHost;
  readonly #following: Store<boolean>;
  readonly #cursor: Store<number | undefined>;
  readonly #activated: Emitter<number>;
  #source: LogSource | undefined;
  #view: LogView = { following: true, height: 0 };
  #width = 0;
  #isDraggingBar = false;
  readonly handle: Omit<LogHandle, keyof WidgetHandle>;

  constructor(options: LogOptions, host: WidgetHost) {
    this.#empty = options.empty ?? '';
    this.#host = host;
    const report = listenerErrors(host, 'a listener of the log');
    this.#following = new Store(true, report);
    this.#cursor = new Store<number | undefined>(undefined, report);
    this.#activated = new Emitter<number>(report);
    this.handle = {
      setSource: (source) => {
        this.#source = source;
        this.#show(settle(this.#view, this.#range(), this.#view.height));
      },
      changed: () => host.requestFrame(),
      following: this.#following,
      follow: (on) => this.#setFollowing(on),
      cursor: this.#cursor,
      goTo: (line) => void this.#show(centre(this.#view, this.#range(), line)),
      setEmpty: (text) => {
        this.#empty = text;
        host.requestFrame();
      },
      onDidActivate: this.#activated.event,
    };
  }

  paint(canvas: Canvas, focused: boolean): void {
    this.#width = canvas.width;
    const range = this.#range();
    this.#set(settle(this.#view, range, canvas.height));
    if (range.end <= range.first) {
      const lines = wrap(this.#empty, Math.max(1, canvas.width)).slice(0, canvas.height);
      lines.forEach((line, y) => canvas.put(0, y, line, 'muted'));
      return;
    }
    const top = topLine(this.#view, range);
    const cursorLook = focused ? 'selection' : 'selection-unfocused';
    this.#lines(top, Math.min(canvas.height, range.end - top)).forEach((line, y) => {
      paintLine(canvas, y, line, top + y === this.#cursor.get() ? cursorLook : undefined);
    });
    const place = { x: canvas.width - 1, y: 0, height: canvas.height };
    paintScrollbar(canvas, place, this.#scrollRange(range));
  }

  onKey(key: Key): boolean {
    if (isChord(key)) return false;
    const range = this.#range();
    const page = Math.max(1, this.#view.height - 1);
    switch (key.name) {
      case 'up':
        return this.#show(moveCursor(this.#view, range, -1));
      case 'down':
        return this.#show(moveCursor(this.#view, range, 1));
      case 'pageup':
        return this.#show(scroll(this.#view, range, -page));
      case 'pagedown':
        return this.#show(scroll(this.#view, range, page));
      case 'home':
        return this.#show(hold(this.#view, range, range.first));
      case 'end':
        return this.#show(follow(this.#view));
      case 'enter':
        return this.#activate();
      default:
        return false;
    }
  }

  onPointer(event: PointerEvent): boolean {
    const range = this.#range();
    if (event.kind === 'wheel-up') return this.#show(wheel(this.#view, range, -1));
    if (event.kind === 'wheel-down') return this.#show(wheel(this.#view, range, 1));
    if (event.kind === 'up') this.#isDraggingBar = false;
    if (event.kind === 'drag') return this.#isDraggingBar && this.#pressBar(event.y, range);
    if (event.kind === 'up' || event.y < 0) return false;
    this.#isDraggingBar = event.x === this.#width - 1 && range.end - range.first > this.#view.height;
    if (this.#isDraggingBar) return this.#pressBar(event.y, range);
    const line = topLine(this.#view, range) + event.y;
    if (line >= range.end) return false;
    this.#show(hold(this.#view, range, line));
    return event.kind === 'double' ? this.#activate() : true;
  }

  dispose(): void {
    for (const store of [this.#following, this.#cursor, this.#activated]) store.dispose();
  }

  #pressBar(y: number, range: LineRange): boolean {
    const scrollRange = this.#scrollRange(range);
    return this.#show(scroll(this.#view, range, topAtScrollbar(y, this.#view.height, scrollRange) - scrollRange.top));
  }

  #scrollRange(range: LineRange) {
    return {
      top: topLine(this.#view, range) - range.first,
      visible: this.#view.height,
      total: range.end - range.first,
    };
  }

  #activate(): boolean {
    const line = this.#cursor.get();
    if (line === undefined) return false;
    this.#activated.fire(line);
    return true;
  }

  #setFollowing(on: boolean): void {
    const range = this.#range();
    if (on) this.#show(follow(this.#view));
    else if (this.#view.following) this.#show(hold(this.#view, range, range.end - 1));
  }

  #show(view: LogView): true {
    this.#set(view);
    this.#host.requestFrame();
    return true;
  }

  #set(view: LogView): void {
    this.#view = view;
    this.#following.set(view.following);
    this.#cursor.set(view.following ? undefined : view.cursor);
  }

  #range(): LineRange {
    const source = this.#source;
    if (!source) return NO_LINES;
    return this.#host.guard('log source', () => ({ first: source.first, end: source.end }), NO_LINES);
  }

  #lines(first: number, count: number): readonly StyledText[] {
    return this.#host.guard('log lines', () => this.#source?.lines(first, count).slice(0, count) ?? [], []);
  }
}

function paintLine(canvas: Canvas, y: number, line: StyledText, base: Look | undefined): void {
  const text = fitText(firstLine(line), Math.max(1, canvas.width - 1));
  if (base) canvas.fill(0, y, canvas.width, 1, base);
  canvas.put(0, y, text, 'default', base ? { base } : {});
}

/** The first line of an entry with several, with a sign that there is more. */
function firstLine(text: StyledText): StyledText {
  if (typeof text === 'string') {
    const end = text.indexOf('\n');
    return end < 0 ? text : `${text.slice(0, end)} …`;
  }
  const at = text.findIndex((span) => span.text.includes('\n'));
  const cut = text[at];
  if (!cut) return text;
  return [...text.slice(0, at), { ...cut, text: `${cut.text.slice(0, cut.text.indexOf('\n'))} …` }];
}
