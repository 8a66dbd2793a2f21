import type { Widgets } from 'blessed';
import { toDisposable, type Disposable } from 'devmgr/plugin-api';
import type { PointerEvent } from '../widgets/widget.js';

/** What a box does with the mouse. Coordinates are cells of the whole screen. */
export interface PointerTarget {
  onPointer(kind: PointerEvent['kind'], x: number, y: number): void;
  /** Undefined when the mouse left. Needs reports of every movement, so it is optional. */
  onHover?(at: { readonly x: number; readonly y: number } | undefined): void;
}

interface MouseData {
  readonly x: number;
  readonly y: number;
  readonly action: string;
  readonly button?: string;
}

const doubleClickMs = 400;

/** Gives mouse reports to boxes: blessed finds what lies under the mouse, the box that was pressed keeps the drag. */
export class PointerRouter {
  readonly #switchHover: (on: boolean) => void;
  readonly #screen: Widgets.Screen;
  readonly #now: () => number;
  #under: PointerTarget | undefined;
  #pressed: PointerTarget | undefined;
  #hovered: PointerTarget | undefined;
  #hoverTargets = 0;
  #lastPress = { at: Number.NEGATIVE_INFINITY, x: -1, y: -1 };

  /** `switchHover` turns the terminal's reports of movements without a button on and off. */
  constructor(screen: Widgets.Screen, switchHover: (on: boolean) => void, now: () => number = () => performance.now()) {
    this.#screen = screen;
    this.#switchHover = switchHover;
    this.#now = now;
    screen.on('mouse', (data: MouseData) => this.#route(data));
  }

  get wantsHover(): boolean {
    return this.#hoverTargets > 0;
  }

  /** Routes what happens on `element` to `target`. */
  attach(element: Widgets.BlessedElement, target: PointerTarget): Disposable {
    this.#screen._listenMouse(element);
    const note = () => void (this.#under = target);
    element.on('mouse', note);
    if (target.onHover && ++this.#hoverTargets === 1) this.#switchHover(true);
    return toDisposable(() => {
      element.removeListener('mouse', note);
      this.#forget(target);
      if (target.onHover && --this.#hoverTargets === 0) this.#switchHover(false);
    });
  }

  /** Makes a box that is shown again clickable again: blessed forgets detached elements. */
  reattach(element: Widgets.BlessedElement): void {
    this.#screen._listenMouse(element);
  }

  #forget(target: PointerTarget): void {
    if (this.#under === target) this.#under = undefined;
    if (this.#pressed === target) this.#pressed = undefined;
    if (this.#hovered === target) this.#hovered = undefined;
  }

  #route(data: MouseData): void {
    const under = this.#under;
    this.#under = undefined;
    if (data.action === 'mousemove') return this.#hover(under, data);
    if (data.action === 'wheelup') return under?.onPointer('wheel-up', data.x, data.y);
    if (data.action === 'wheeldown') return under?.onPointer('wheel-down', data.x, data.y);
    if (data.action === 'mouseup') return this.#release(data);
    if (data.action === 'mousedown' && data.button !== 'middle' && data.button !== 'right') this.#press(under, data);
  }

  /** Terminals report a drag as further presses of the same button. */
  #press(under: PointerTarget | undefined, data: MouseData): void {
    if (this.#pressed) return this.#pressed.onPointer('drag', data.x, data.y);
    this.#pressed = under;
    const isDouble = this.#isDouble(data);
    this.#lastPress = { at: isDouble ? Number.NEGATIVE_INFINITY : this.#now(), x: data.x, y: data.y };
    under?.onPointer(isDouble ? 'double' : 'down', data.x, data.y);
  }

  #isDouble({ x, y }: MouseData): boolean {
    const last = this.#lastPress;
    return last.x === x && last.y === y && this.#now() - last.at <= doubleClickMs;
  }

  #release(data: MouseData): void {
    const pressed = this.#pressed;
    this.#pressed = undefined;
    pressed?.onPointer('up', data.x, data.y);
  }

  #hover(under: PointerTarget | undefined, data: MouseData): void {
    if (this.#hovered !== under) this.#hovered?.onHover?.(undefined);
    this.#hovered = under;
    under?.onHover?.({ x: data.x, y: data.y });
  }
}
