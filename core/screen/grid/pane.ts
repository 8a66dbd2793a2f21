import { Store, type BaseOptions, type StyledText, type WidgetHandle } from 'devmgr/plugin-api';
import type { Key, PointerEvent, Widget, WidgetKindEntry } from '../../widgets/widget.js';
import type { Canvas } from '../canvas.js';
import { releaseAll, type ChromeParts } from '../chrome-parts.js';
import type { KeyTaker } from '../input/route-key.js';
import { openPopup } from '../overlay/popup.js';
import { createPaintBox, type PaintBox, type PaintBoxOptions } from '../paint-box.js';
import type { Area, CellRect } from './area.js';
import { LateHandle } from './late-handle.js';
import { joinHandle } from './join-handle.js';
import { PaneHost } from './pane-host.js';

/** What the grid does for a pane. */
export interface PaneOwner {
  readonly parent: PaintBoxOptions['parent'];
  readonly where: string;
  focus(pane: Pane): void;
  /** Area or visibility changed. */
  changed(pane: Pane): void;
  removed(pane: Pane): void;
}

export interface PaneOptions {
  readonly kind: string;
  readonly entry: WidgetKindEntry<never, never>;
  readonly options: BaseOptions;
  readonly area: Area;
  readonly owner: PaneOwner;
}

type AnyWidget = Widget<WidgetHandle>;

/** A widget on the grid with the box that it is painted in. Whatever the widget throws stays in here. */
export class Pane implements KeyTaker {
  readonly handle: WidgetHandle;
  readonly focusable: boolean;
  readonly focusId: string;
  area: Area;
  wanted = true;
  readonly #parts: ChromeParts;
  readonly #owner: PaneOwner;
  readonly #host: PaneHost;
  readonly #box: PaintBox;
  readonly #hasFocus: Store<boolean>;
  #widget: AnyWidget | undefined;
  #failure: string | undefined;
  #inside: unknown;
  #disposed = false;

  constructor(parts: ChromeParts, init: PaneOptions) {
    this.#parts = parts;
    this.#owner = init.owner;
    this.area = init.area;
    this.#hasFocus = new Store(false, (error) => parts.onError(init.owner.where, error));
    const { defaults } = init.entry;
    this.focusable = init.options.focusable ?? defaults.focusable;
    this.focusId = init.options.focusId ?? init.kind;
    this.#box = this.#createBox(init.options.border ?? defaults.border);
    this.#host = this.#createHost(init);
    const late = new LateHandle();
    this.handle = joinHandle(this.#ownHandle(), late.proxy);
    if (init.options.title !== undefined) this.#box.setTitle(init.options.title);
    this.#create(init, late);
  }

  setPlace(rect: CellRect | undefined): void {
    if (rect) this.#box.setPlace(rect);
    this.#box.show(rect !== undefined);
  }

  setFocused(focused: boolean): void {
    if (focused === this.#hasFocus.get()) return;
    this.#box.setFocused(focused);
    this.#hasFocus.set(focused);
    this.#host.guard('onFocus', () => this.#widget?.onFocus?.(focused), undefined);
  }

  onKey(key: Key): boolean {
    return this.#host.guard('onKey', () => this.#widget?.onKey?.(key) ?? false, true);
  }

  claimsKey(key: Key): boolean {
    return this.#host.guard('claimsKey', () => this.#widget?.claimsKey?.(key) ?? false, false);
  }

  takesText(): boolean {
    return this.#host.guard('takesText', () => this.#widget?.takesText?.() ?? false, false);
  }

  onPaste(text: string): void {
    this.#host.guard('onPaste', () => this.#widget?.onPaste?.(text), undefined);
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#owner.removed(this);
    this.#host.guard('dispose', () => this.#widget?.dispose?.(), undefined);
    await releaseAll(this.#parts, this.#owner.where, { dispose: () => this.#host.release() });
    this.#box.dispose();
  }

  #createBox(border: boolean): PaintBox {
    const place = { top: 0, left: 0, width: 1, height: 1 };
    const { terminal } = this.#parts;
    const parent = this.#owner.parent;
    const box = createPaintBox({ terminal, place, border, ...(parent && { parent }) }, (canvas) => this.#paint(canvas));
    box.show(false);
    box.onPointer((event) => this.#pointer(event));
    return box;
  }

  #createHost(init: PaneOptions): PaneHost {
    const hasBorder = init.options.border ?? init.entry.defaults.border;
    return new PaneHost(this.#parts, {
      where: `${init.owner.where} ${this.focusId}`,
      setTitle: (title: StyledText) => this.#box.setTitle(title),
      setFocus: () => this.#owner.focus(this),
      element: () => this.#insideElement(),
      openPopup: (view) => openPopup(this.#parts, view, () => this.#insideCorner(hasBorder)),
    });
  }

  /** Of the place that it has been given, which may not have been painted yet. */
  #insideCorner(hasBorder: boolean): { readonly x: number; readonly y: number } {
    const edge = hasBorder ? 1 : 0;
    const { aleft, atop } = this.#box.element;
    return { x: Number(aleft) + edge, y: Number(atop) + edge };
  }

  /** For widgets of blessed-contrib: a box of its own inside the border, so that it cannot disturb the pane's. */
  #insideElement(): unknown {
    const { blessed } = this.#parts.terminal;
    this.#inside ??= blessed.box({ parent: this.#box.element, top: 0, left: 0, right: 0, bottom: 0, tags: false });
    return this.#inside;
  }

  #ownHandle(): WidgetHandle {
    return {
      setTitle: (title) => this.#box.setTitle(title),
      focus: () => this.#owner.focus(this),
      hasFocus: this.#hasFocus,
      show: (visible) => {
        this.wanted = visible;
        this.#owner.changed(this);
      },
      place: (row, col, rowSpan, colSpan) => {
        this.area = { row, col, rowSpan, colSpan };
        this.#owner.changed(this);
      },
      dispose: () => this.dispose(),
    };
  }

  #create({ entry, options }: PaneOptions, late: LateHandle): void {
    const arrive = (widget: AnyWidget): void => {
      if (this.#disposed) return void widget.dispose?.();
      this.#widget = widget;
      late.arrive(widget.handle);
      if (this.#hasFocus.get()) widget.onFocus?.(true);
      this.#parts.terminal.requestFrame();
    };
    try {
      const made = entry.create(options as never, this.#host);
      if (made instanceof Promise) made.then(arrive).catch((error: unknown) => this.#fail('create', error));
      else arrive(made);
    } catch (error) {
      this.#fail('create', error);
    }
  }

  #paint(canvas: Canvas): void {
    try {
      if (this.#widget) this.#widget.paint(canvas, this.#hasFocus.get());
      else canvas.put(0, 0, this.#failure ?? '…', this.#failure === undefined ? 'muted' : 'error');
    } catch (error) {
      this.#host.report('paint', error);
      canvas.fill(0, 0, canvas.width, canvas.height, 'default');
      canvas.put(0, 0, failureLine(error), 'error');
    }
  }

  #fail(what: string, error: unknown): void {
    this.#failure = failureLine(error);
    this.#host.report(what, error);
    this.#parts.terminal.requestFrame();
  }

  #pointer(event: PointerEvent): void {
    if (this.#parts.isCovered(event)) return;
    if (event.kind === 'down' && this.focusable) this.#owner.focus(this);
    this.#host.guard('onPointer', () => this.#widget?.onPointer?.(event), undefined);
    this.#parts.contextChanged();
    this.#parts.terminal.paintNow();
  }
}

function failureLine(error: unknown): string {
  return `✗ ${error instanceof Error ? error.message : String(error)}`;
}
