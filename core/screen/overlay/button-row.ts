import type { Key, PointerEvent } from '../../widgets/widget.js';
import { buttonWidth, paintButton, type ButtonText } from '../../widgets/button.js';
import type { Canvas } from '../canvas.js';

export interface DialogButton {
  readonly label: string;
  /** Shown on it; a plain letter also presses it. */
  readonly key: string | undefined;
  readonly press: () => void;
}

const GAP = 2;

/** The buttons at the bottom of a dialog, side by side; one of them is what Enter presses. */
export class ButtonRow {
  readonly #buttons: readonly DialogButton[];
  #current: number;
  #places: readonly { readonly x: number; readonly width: number }[] = [];
  #y = -1;

  constructor(buttons: readonly DialogButton[], current: number) {
    this.#buttons = buttons;
    this.#current = current;
  }

  get width(): number {
    return this.#texts().reduce((sum, text) => sum + buttonWidth(text) + GAP, -GAP);
  }

  paint(canvas: Canvas, y: number, focused: boolean): void {
    let x = Math.max(0, canvas.width - this.width - 1);
    this.#y = y;
    this.#places = this.#texts().map((text, index) => {
      const place = { x, y, width: buttonWidth(text), focused: focused && index === this.#current };
      paintButton(canvas, place, text);
      x += place.width + GAP;
      return place;
    });
  }

  onKey(key: Key): boolean {
    if (key.name === 'left' || key.full === 'S-tab') return this.#move(-1);
    if (key.name === 'right' || key.full === 'tab') return this.#move(1);
    const pressed =
      key.full === 'enter' || key.full === 'space'
        ? this.#buttons[this.#current]
        : this.#buttons.find((button) => button.key !== undefined && button.key === key.ch?.toLowerCase());
    pressed?.press();
    return pressed !== undefined;
  }

  onPointer(event: PointerEvent): void {
    if ((event.kind !== 'down' && event.kind !== 'double') || event.y !== this.#y) return;
    const hit = this.#places.findIndex((place) => event.x >= place.x && event.x < place.x + place.width);
    this.#buttons[hit]?.press();
  }

  #move(step: 1 | -1): boolean {
    this.#current = (this.#current + step + this.#buttons.length) % this.#buttons.length;
    return true;
  }

  #texts(): ButtonText[] {
    return this.#buttons.map(({ label, key }) => ({ label, key, isDisabled: false }));
  }
}
