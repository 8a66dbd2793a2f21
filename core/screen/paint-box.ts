import type { Widgets } from 'blessed';
import { DisposableStore, Emitter, type Disposable, type Event, type StyledText } from 'devmgr/plugin-api';
import type { PointerEvent } from '../widgets/widget.js';
import { copyToScreen } from './copy-to-screen.js';
import { CellGrid } from './cell-grid.js';
import type { Canvas, Look } from './canvas.js';
import { paintFrame } from './frame-painter.js';
import { GridCanvas } from './grid-canvas.js';
import type { Terminal } from './terminal.js';
import { sameText } from './text/same-text.js';

/** Cells, from the top left corner of the parent. */
export interface BoxPlace {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

export interface PaintBoxOptions {
  readonly terminal: Terminal;
  readonly place: BoxPlace;
  readonly parent?: Widgets.Node;
  readonly border?: boolean;
  /** Overlays stay above normal boxes, also when those are shown later. */
  readonly layer?: 'normal' | 'overlay';
  /** What lies under everything that is painted. */
  readonly ground?: Look;
  /** Border look while not focused. */
  readonly borderLook?: Look;
  /** Turns on reports of mouse movements over the box. */
  readonly hover?: boolean;
  /** Default: the terminal's own report. */
  readonly onError?: (error: unknown) => void;
}

/** A box whose inside is painted cell by cell: there is no markup, so there is nothing to inject. */
export interface PaintBox extends Disposable {
  readonly element: Widgets.BoxElement;
  readonly isVisible: boolean;
  setPlace(place: BoxPlace): void;
  /** Hidden boxes are detached: blessed walks hidden elements in every frame. */
  show(visible: boolean): void;
  /** In the border; without a border nothing is shown. */
  setTitle(title: StyledText): void;
  /** At the right end of the border's title line. */
  setBadge(text: StyledText): void;
  setFocused(focused: boolean): void;
  readonly onPointer: Event<PointerEvent>;
  /** Cell of the inside under the mouse, undefined when it left. Only with `hover`. */
  readonly onHover: Event<{ readonly x: number; readonly y: number } | undefined>;
  dispose(): void;
}

/** Makes a box. `paint` is called in every frame while the box is visible; it must cost what is visible. */
export function createPaintBox(options: PaintBoxOptions, paint: (canvas: Canvas) => void): PaintBox {
  return new BlessedPaintBox(options, paint);
}

/** One grid serves all boxes: each paints and copies before the next begins. */
const scratch = new CellGrid();
const overlays = new WeakSet<object>();

class BlessedPaintBox implements PaintBox {
  readonly element: Widgets.BoxElement;
  readonly #options: PaintBoxOptions;
  readonly #paint: (canvas: Canvas) => void;
  readonly #parent: Widgets.Node;
  readonly #pointer = new Emitter<PointerEvent>((error) => this.#report(error));
  readonly #hover = new Emitter<{ x: number; y: number } | undefined>((error) => this.#report(error));
  readonly #owned = new DisposableStore();
  readonly onPointer = this.#pointer.event;
  readonly onHover = this.#hover.event;
  #title: StyledText = '';
  #badge: StyledText = '';
  #focused = false;
  #visible = false;
  /** Where the last frame drew it. */
  #corner = { x: 0, y: 0 };
  #failure: string | undefined;

  constructor(options: PaintBoxOptions, paint: (canvas: Canvas) => void) {
    this.#options = options;
    this.#paint = paint;
    this.#parent = options.parent ?? options.terminal.screen;
    this.element = options.terminal.createBox({
      screen: options.terminal.screen,
      ...options.place,
      tags: false,
      autoFocus: false,
      ...(options.border ? { border: 'line' } : {}),
    });
    if (options.layer === 'overlay') overlays.add(this.element);
    // Blessed gives no coordinates for what is not visible; its types do not say so.
    this.element.render = () => this.#render() as Widgets.Coords;
    this.show(true);
    this.#listen();
  }

  get isVisible(): boolean {
    return this.#visible;
  }

  setPlace({ top, left, width, height }: BoxPlace): void {
    const { position } = this.element;
    if (position.top === top && position.left === left && position.width === width && position.height === height)
      return;
    if (this.#visible) this.element.clearPos();
    Object.assign(position, { top, left, width, height });
    this.element.emit('resize');
    this.#options.terminal.requestFrame();
  }

  show(visible: boolean): void {
    if (visible === this.#visible) return;
    this.#visible = visible;
    if (visible) {
      this.#parent.insert(this.element, this.#layerIndex());
      this.#options.terminal.pointer.reattach(this.element);
    } else this.element.detach();
    this.#options.terminal.requestFrame();
  }

  setTitle(title: StyledText): void {
    if (sameText(this.#title, title)) return;
    this.#title = title;
    this.#options.terminal.requestFrame();
  }

  setBadge(text: StyledText): void {
    if (sameText(this.#badge, text)) return;
    this.#badge = text;
    this.#options.terminal.requestFrame();
  }

  setFocused(focused: boolean): void {
    if (focused === this.#focused) return;
    this.#focused = focused;
    this.#options.terminal.requestFrame();
  }

  dispose(): void {
    void this.#owned.dispose();
    this.#pointer.dispose();
    this.#hover.dispose();
    forgetElements(this.element);
    this.element.destroy();
    this.#options.terminal.requestFrame();
  }

  /** Normal boxes go below the first overlay. */
  #layerIndex(): number {
    const siblings = this.#parent.children;
    if (this.#options.layer === 'overlay') return siblings.length;
    const first = siblings.findIndex((sibling) => overlays.has(sibling));
    return first < 0 ? siblings.length : first;
  }

  #listen(): void {
    const target = {
      onPointer: (kind: PointerEvent['kind'], x: number, y: number) =>
        this.#pointer.fire({ kind, ...this.#inside(x, y) }),
      ...(this.#options.hover
        ? { onHover: (at: { x: number; y: number } | undefined) => this.#hover.fire(at && this.#inside(at.x, at.y)) }
        : {}),
    };
    this.#owned.add(this.#options.terminal.pointer.attach(this.element, target));
  }

  #inside(x: number, y: number): { x: number; y: number } {
    const edge = this.#options.border ? 1 : 0;
    return { x: x - this.#corner.x - edge, y: y - this.#corner.y - edge };
  }

  /** Instead of blessed's own: no content is parsed, and only cells that differ are written. */
  #render(): Widgets.Coords | undefined {
    const { element } = this;
    const coords = element._getCoords(true);
    element.lpos = coords as typeof element.lpos;
    if (!coords) return undefined;
    const width = coords.xl - coords.xi;
    const height = coords.yl - coords.yi;
    this.#corner = { x: coords.xi, y: coords.yi };
    if (width > 0 && height > 0) this.#renderCells(coords.xi, coords.yi, width, height);
    renderChildren(element);
    return coords as unknown as Widgets.Coords;
  }

  #renderCells(left: number, top: number, width: number, height: number): void {
    const { terminal, border, ground = 'default', borderLook = 'border' } = this.#options;
    const { theme } = terminal;
    scratch.reset(width, height, theme.attr(ground));
    const edge = border ? 1 : 0;
    const area = {
      left: edge,
      top: edge,
      width: Math.max(0, width - 2 * edge),
      height: Math.max(0, height - 2 * edge),
    };
    this.#paintGuarded(new GridCanvas(scratch, area, theme, ground));
    if (border) {
      const canvas = new GridCanvas(scratch, { left: 0, top: 0, width, height }, theme, ground);
      paintFrame(canvas, theme.glyphs, {
        title: this.#title,
        badge: this.#badge,
        focused: this.#focused,
        look: borderLook,
      });
    }
    copyToScreen(scratch, terminal.screen, left, top);
  }

  /** A paint function that throws would stop all painting for good. */
  #paintGuarded(canvas: Canvas): void {
    if (canvas.width === 0 || canvas.height === 0) return;
    try {
      this.#paint(canvas);
      this.#failure = undefined;
    } catch (error) {
      canvas.fill(0, 0, canvas.width, canvas.height, 'default');
      canvas.put(0, 0, `✗ cannot be drawn: ${error instanceof Error ? error.message : String(error)}`, 'error');
      this.#report(error);
    }
  }

  /** Once for as long as the same thing goes wrong. */
  #report(error: unknown): void {
    const failure = String(error);
    if (failure === this.#failure) return;
    this.#failure = failure;
    if (this.#options.onError) this.#options.onError(error);
    else this.#options.terminal.reportError('paint', error);
  }
}

function renderChildren(element: Widgets.BoxElement): void {
  const { screen } = element;
  for (const child of element.children as Widgets.BlessedElement[]) {
    if (screen._ci !== -1) child.index = screen._ci++;
    child.render();
  }
}

/** Blessed keeps descendants of a destroyed element among those that take keys and clicks. */
function forgetElements(element: Widgets.BoxElement): void {
  const { screen } = element;
  const gone = new Set<object>();
  element.forDescendants((node) => void gone.add(node), true);
  screen.clickable = screen.clickable.filter((node) => !gone.has(node));
  screen.keyable = screen.keyable.filter((node) => !gone.has(node));
}
