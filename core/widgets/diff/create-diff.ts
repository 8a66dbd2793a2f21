import type { DiffContent, DiffHandle, DiffHunk, DiffOptions, StyledText, WidgetHandle } from 'devmgr/plugin-api';
import { Emitter, Store } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { wrap } from '../../screen/text/wrap.js';
import { lineBeginning } from '../code/line-beginning.js';
import { tidySpans } from '../code/tidy-spans.js';
import { styledWidth } from '../fit-text.js';
import { listenerErrors } from '../listener-errors.js';
import { paintScrollbar, topAtScrollbar } from '../scrollbar.js';
import { isChord, moveIndex, panTo, WHEEL_STEP } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import type { DiffRow } from './diff-layout.js';
import { DiffView } from './diff-view.js';
import { HunkColours } from './hunk-colours.js';
import { DECISION, paintDiff } from './paint-diff.js';

/**
 * A change to read and to decide about, hunk by hunk. Arrows, page keys, Home, End, the wheel and the scrollbar scroll; right and left pan,
 * left at the beginning of the lines is for others. `n` and `]`, `N` and `[` select the next hunk and the one before, as does a click;
 * what is scrolled out of view does not stay selected.
 */
export function createDiff(options: DiffOptions, host: WidgetHost): Widget<DiffHandle> {
  return new DiffWidget(options, host);
}

class DiffWidget implements Widget<DiffHandle> {
  readonly #host: WidgetHost;
  readonly #selected: Store<DiffHunk | undefined>;
  readonly #activated: Emitter<DiffHunk>;
  readonly #toggled: Emitter<DiffHunk>;
  readonly #view = new DiffView();
  #empty: StyledText;
  #content: DiffContent | undefined;
  /** Of the hunks that have been in view. */
  readonly #colours = new Map<DiffHunk['lines'], HunkColours>();
  #left = 0;
  #width = 0;
  #height = 0;
  #isDraggingBar = false;
  readonly handle: Omit<DiffHandle, keyof WidgetHandle>;

  constructor(options: DiffOptions, host: WidgetHost) {
    this.#host = host;
    this.#empty = options.empty ?? '';
    const report = listenerErrors(host, 'a listener of the diff');
    this.#selected = new Store<DiffHunk | undefined>(undefined, report);
    this.#activated = new Emitter<DiffHunk>(report);
    this.#toggled = new Emitter<DiffHunk>(report);
    this.handle = {
      setDiff: (content) => this.#setDiff(content),
      setEmpty: (text) => {
        this.#empty = text;
        host.requestFrame();
      },
      select: (id) => void this.#act(() => this.#view.select(id)),
      selected: this.#selected,
      onDidActivate: this.#activated.event,
      onDidToggle: this.#toggled.event,
    };
  }

  paint(canvas: Canvas): void {
    this.#width = canvas.width;
    this.#height = canvas.height;
    this.#view.resize(canvas.width, canvas.height);
    if (this.#view.layout.hunks.length === 0) return this.#paintEmpty(canvas);
    paintDiff(canvas, {
      rows: this.#view.rows(),
      gutter: this.#view.layout.gutter,
      selected: this.#view.index,
      left: this.#left,
      colours: (row) => this.#line(row),
    });
    paintScrollbar(canvas, { x: canvas.width - 1, y: 0, height: canvas.height }, this.#view.range);
  }

  onKey(key: Key): boolean {
    if (isChord(key) || this.#view.layout.hunks.length === 0) return false;
    if (key.name === 'enter') return this.#activate();
    if (key.name === 'left' || key.name === 'right') return this.#pan(key.name === 'left' ? -1 : 1);
    if (key.ch === 'n' || key.ch === ']') return this.#act(() => this.#view.step(1));
    if (key.ch === 'N' || key.ch === '[') return this.#act(() => this.#view.step(-1));
    const to = moveIndex(key, this.#view.top, this.#height, this.#view.layout.total);
    return to !== undefined && this.#scroll(to);
  }

  onPointer(event: PointerEvent): boolean {
    if (event.kind === 'wheel-up') return this.#scroll(this.#view.top - WHEEL_STEP);
    if (event.kind === 'wheel-down') return this.#scroll(this.#view.top + WHEEL_STEP);
    if (event.kind === 'up') this.#isDraggingBar = false;
    if (event.kind === 'drag') return this.#isDraggingBar && this.#pressBar(event.y);
    if (event.kind === 'up' || event.y < 0) return false;
    this.#isDraggingBar = event.x === this.#width - 1 && this.#view.layout.total > this.#height;
    return this.#isDraggingBar ? this.#pressBar(event.y) : this.#pressRow(event);
  }

  dispose(): void {
    for (const store of [this.#selected, this.#activated, this.#toggled]) store.dispose();
  }

  #setDiff(content: DiffContent | undefined): void {
    if (content?.language !== this.#content?.language) this.#colours.clear();
    this.#content = content;
    // A decision changes no line: then the colours that were made are kept.
    const lines = new Set(content?.hunks.map((hunk) => hunk.lines));
    for (const old of this.#colours.keys()) if (!lines.has(old)) this.#colours.delete(old);
    if (!content) this.#left = 0;
    this.#act(() => this.#view.setDiff(content));
  }

  #line({ hunk, at }: Extract<DiffRow, { kind: 'line' }>) {
    const known = this.#colours.get(hunk.lines);
    const colours = known ?? new HunkColours(hunk, this.#content?.language, () => this.#host.requestFrame());
    if (!known) this.#colours.set(hunk.lines, colours);
    return colours.line(at);
  }

  #paintEmpty(canvas: Canvas): void {
    const lines = wrap(this.#empty, Math.max(1, canvas.width)).slice(0, canvas.height);
    lines.forEach((line, y) => canvas.put(0, y, line, 'muted'));
  }

  #pressBar(y: number): boolean {
    return this.#scroll(topAtScrollbar(y, this.#height, this.#view.range));
  }

  #pressRow({ kind, x, y }: PointerEvent): boolean {
    const row = this.#view.layout.at(this.#view.top + y);
    if (!row) return false;
    this.#act(() => this.#view.pick(row));
    // Each press on the sign decides, also the second one of a double click.
    if (row.kind === 'header' && x >= DECISION.from && x < DECISION.to) this.#toggled.fire(row.hunk);
    else if (kind === 'double') this.#activated.fire(row.hunk);
    return true;
  }

  #activate(): boolean {
    const hunk = this.#view.selected;
    if (hunk) this.#activated.fire(hunk);
    return hunk !== undefined;
  }

  #pan(direction: 1 | -1): boolean {
    if (direction < 0 && this.#left === 0) return false;
    const widths = this.#view.rows().map((row) => (row.kind === 'line' ? lineWidth(row.line.text) : 0));
    const room = this.#width - 1 - this.#view.layout.gutter.code;
    this.#left = panTo(this.#left, direction, Math.max(0, ...widths) - room);
    this.#host.requestFrame();
    return true;
  }

  #scroll(top: number): true {
    return this.#act(() => this.#view.scrollTo(top));
  }

  /** Does something to the view, then announces and paints what came of it. */
  #act(change: () => void): true {
    change();
    this.#selected.set(this.#view.selected);
    this.#host.requestFrame();
    return true;
  }
}

function lineWidth(text: string): number {
  return styledWidth(tidySpans(lineBeginning([{ text }])));
}
