import type {
  MarkdownHandle,
  MarkdownOptions,
  MarkdownSection,
  MarkdownStop,
  StyledText,
  WidgetHandle,
} from 'devmgr/plugin-api';
import { Emitter, Store } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { wrap } from '../../screen/text/wrap.js';
import { listenerErrors } from '../listener-errors.js';
import { paintScrollbar, topAtScrollbar } from '../scrollbar.js';
import { isChord, WHEEL_STEP } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import { MarkdownDocument, comparePlaces, type PlacedLine } from './document/markdown-document.js';
import { linesOfStop, neighbourStop, stopAt, stopInView, type StopPlace } from './document/stop-places.js';
import { Finder } from './finder.js';
import { LayoutWork } from './layout-work.js';
import { MarkdownView } from './markdown-view.js';
import { paintLine } from './paint-line.js';
import { Selection } from './selection.js';
import { stopUnder } from './stop-under.js';
import { loadLexer, plainLexer } from './text/load-lexer.js';

/**
 * Markdown in sections, of any length and while it is being written: a frame costs what is visible and what has changed.
 *
 * It follows the end. Up, PageUp, Home, the wheel and a stop that is chosen hold it; End follows again, and so does
 * scrolling past the last line. Left and right go from stop to stop, Enter and a double click activate one.
 */
export function createMarkdown(options: MarkdownOptions, host: WidgetHost): Widget<MarkdownHandle> {
  return new MarkdownWidget(options, host);
}

class MarkdownWidget implements Widget<MarkdownHandle> {
  readonly #host: WidgetHost;
  readonly #document: MarkdownDocument;
  readonly #view: MarkdownView;
  readonly #selection: Selection;
  readonly #work: LayoutWork;
  readonly #finder: Finder;
  readonly #following: Store<boolean>;
  readonly #selected: Store<MarkdownStop | undefined>;
  readonly #activated: Emitter<MarkdownStop>;
  #empty: StyledText;
  #hasLexer: 'no' | 'loading' | 'yes' = 'no';
  #isDraggingBar = false;
  #isDisposed = false;
  readonly handle: Omit<MarkdownHandle, keyof WidgetHandle>;

  constructor(options: MarkdownOptions, host: WidgetHost) {
    this.#empty = options.empty ?? '';
    this.#host = host;
    this.#document = new MarkdownDocument(() => this.#changed());
    this.#view = new MarkdownView(this.#document);
    this.#work = new LayoutWork(this.#document, host, (isComplete) => this.#finder.tell(isComplete));
    const report = listenerErrors(host, 'a listener of the text');
    this.#following = new Store(true, report);
    this.#selected = new Store<MarkdownStop | undefined>(undefined, report);
    this.#finder = new Finder(this.#document, this.#view, () => void this.#show(), report);
    this.#activated = new Emitter<MarkdownStop>(report);
    this.#selection = new Selection(this.#document, this.#selected);
    this.handle = {
      setSections: (sections) => this.#setSections(sections),
      setEmpty: (text) => {
        this.#empty = text;
        host.requestFrame();
      },
      following: this.#following,
      follow: (on) => {
        if (on) this.#view.follow();
        else this.#view.hold();
        this.#show();
      },
      scrollTo: (id) => this.#scrollTo(id),
      selected: this.#selected,
      onDidActivate: this.#activated.event,
      find: (words) => {
        this.#finder.find(words);
        this.#changed();
      },
      findNext: (direction) => this.#finder.next(direction),
      found: this.#finder.found,
    };
  }

  paint(canvas: Canvas, focused: boolean): void {
    // The last column is kept free for the scrollbar, so that lines are not broken anew when it appears.
    this.#document.setWidth(Math.max(1, canvas.width - 1));
    this.#view.height = canvas.height;
    if (this.#document.count === 0) {
      const lines = wrap(this.#empty, canvas.width).slice(0, canvas.height);
      lines.forEach((line, y) => canvas.put(0, y, line, 'muted'));
      return;
    }
    this.#work.measure(() => {
      if (!this.#work.isResting) this.#document.catchUp();
      this.#paintLines(canvas, focused);
    });
    this.#work.start();
  }

  onKey(key: Key): boolean {
    if (isChord(key) || this.#document.count === 0) return false;
    const page = Math.max(1, this.#view.height - 1);
    switch (key.name) {
      case 'up':
        return this.#scroll(-1);
      case 'down':
        return this.#scroll(1);
      case 'pageup':
        return this.#scroll(-page);
      case 'pagedown':
        return this.#scroll(page);
      case 'home':
        this.#view.hold({ section: 0, block: 0, line: 0 });
        return this.#show();
      case 'end':
        this.#view.follow();
        return this.#show();
      case 'left':
        return this.#step(-1);
      case 'right':
        return this.#step(1);
      case 'enter':
        return this.#activate();
      default:
        return false;
    }
  }

  onPointer(event: PointerEvent): boolean {
    if (event.kind === 'wheel-up') return this.#scroll(-WHEEL_STEP);
    if (event.kind === 'wheel-down') return this.#scroll(WHEEL_STEP);
    if (event.kind === 'up') this.#isDraggingBar = false;
    if (event.kind === 'drag') return this.#isDraggingBar && this.#pressBar(event.y);
    if (event.kind === 'up' || event.y < 0) return false;
    const { total, visible } = this.#range();
    this.#isDraggingBar = event.x === this.#document.width && total > visible;
    return this.#isDraggingBar ? this.#pressBar(event.y) : this.#press(event);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#work.dispose();
    for (const store of [this.#following, this.#selected, this.#finder, this.#activated]) store.dispose();
  }

  #setSections(sections: readonly MarkdownSection[]): void {
    this.#document.setSections(sections);
    if (sections.length > 0) this.#loadLexer();
    // The frame looks at what has come until then: not each of many small pieces.
    this.#host.requestFrame();
  }

  /** What is shown may be different now. */
  #changed(): void {
    if (this.#isDisposed) return;
    this.#work.start();
    this.#host.requestFrame();
  }

  #loadLexer(): void {
    if (this.#hasLexer !== 'no') return;
    this.#hasLexer = 'loading';
    const use = (lex: typeof plainLexer) => {
      this.#hasLexer = 'yes';
      this.#document.setLexer(lex);
      this.#changed();
    };
    loadLexer().then(use, (error: unknown) => {
      this.#host.guard('read marked', () => fail(error), undefined);
      use(plainLexer);
    });
  }

  #paintLines(canvas: Canvas, focused: boolean): void {
    const top = this.#view.top();
    this.#document.lines(top, canvas.height).forEach((line, y) => this.#paintLine(canvas, y, line, focused));
    paintScrollbar(canvas, { x: canvas.width - 1, y: 0, height: canvas.height }, this.#range());
    this.#selection.refresh();
  }

  #paintLine(canvas: Canvas, y: number, { place, line }: PlacedLine, focused: boolean): void {
    const selected = this.#selection.place;
    const isHere = selected?.section === place.section && selected.block === place.block;
    paintLine(canvas, y, line, {
      stop: isHere ? selected.stop : undefined,
      base: focused ? 'selection' : 'selection-unfocused',
      highlights: this.#finder.highlights(place),
    });
  }

  #range() {
    const total = this.#document.total();
    return { top: this.#document.linesBefore(this.#view.top()), visible: this.#view.height, total };
  }

  #show(): true {
    this.#following.set(this.#view.isFollowing);
    this.#host.requestFrame();
    return true;
  }

  #scroll(lines: number): true {
    this.#view.scroll(lines);
    return this.#show();
  }

  #pressBar(y: number): true {
    const range = this.#range();
    this.#view.hold(this.#document.placeAt(topAtScrollbar(y, this.#view.height, range)));
    return this.#show();
  }

  #scrollTo(id: string): void {
    const section = this.#document.indexOf(id);
    if (section < 0) return;
    // The header begins after the blank line that parts it from the section before.
    const line = this.#document.section(section)?.at(0).isApart ? 1 : 0;
    this.#view.hold({ section, block: 0, line });
    this.#show();
  }

  /** To the next stop; the first time, and when the selected one is out of view, to one that is in view. */
  #step(step: 1 | -1): boolean {
    const { place } = this.#selection;
    const top = this.#view.top();
    const bottom = this.#view.bottom();
    const line = place && linesOfStop(this.#document, place).first;
    const isInView = line && comparePlaces(line, top) >= 0 && comparePlaces(line, bottom) < 0;
    const edge: StopPlace = step > 0 ? { ...bottom, stop: -1 } : { ...top, stop: 0 };
    const next =
      place && isInView
        ? neighbourStop(this.#document, place, step)
        : (stopInView(this.#document, top, bottom, step) ?? neighbourStop(this.#document, edge, step));
    if (!next) return place !== undefined;
    const { first, last } = linesOfStop(this.#document, next);
    this.#selection.select(next);
    this.#view.reveal(first, last);
    return this.#show();
  }

  #press({ kind, x, y }: PointerEvent): boolean {
    const line = this.#document.lines(this.#view.top(), this.#view.height)[y];
    const stop = line && stopUnder(line, x);
    if (!stop) return false;
    this.#selection.select(stop);
    const isLink = stopAt(this.#document, stop)?.kind === 'link';
    if (isLink ? kind === 'down' : kind === 'double') this.#activate();
    return this.#show();
  }

  #activate(): boolean {
    const stop = this.#selected.get();
    if (!stop) return false;
    this.#activated.fire(stop);
    return true;
  }
}

function fail(error: unknown): never {
  throw error;
}
