import type { ButtonsOptions, WidgetHandle } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { buttonText, buttonWidth, paintButton, type ButtonText } from '../button.js';
import { flow, flowHeight, neighbour, type FlowPlace } from '../flow.js';
import { clampTop, isChord, reveal } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';

const GAP = 1;

interface Button extends FlowPlace {
  readonly command: string;
  readonly text: ButtonText;
  readonly width: number;
}

/**
 * Commands as buttons: `[Start s] [Stop x]`. Arrows choose, Enter and Space run, and so does a click. A disabled one is
 * muted and can be tried: the command then says why not.
 */
export function createButtons(options: ButtonsOptions, host: WidgetHost): Widget<WidgetHandle> {
  return new ButtonsWidget(options, host);
}

class ButtonsWidget implements Widget<WidgetHandle> {
  readonly #options: ButtonsOptions;
  readonly #host: WidgetHost;
  #buttons: readonly Button[] = [];
  #current = 0;
  #top = 0;
  readonly handle = {};

  constructor(options: ButtonsOptions, host: WidgetHost) {
    this.#options = options;
    this.#host = host;
  }

  paint(canvas: Canvas, focused: boolean): void {
    this.#buttons = this.#layOut(canvas.width);
    const current = this.#buttons[this.#current]?.y ?? 0;
    this.#top = clampTop(reveal(this.#top, canvas.height, current), canvas.height, flowHeight(this.#buttons));
    this.#buttons.forEach((button, index) => {
      const width = Math.min(button.width, canvas.width - button.x);
      const place = { x: button.x, y: button.y - this.#top, width, focused: focused && index === this.#current };
      if (place.y >= 0 && place.y < canvas.height && width > 0) paintButton(canvas, place, button.text);
    });
  }

  onKey(key: Key): boolean {
    if (isChord(key)) return false;
    switch (key.name) {
      case 'left':
        return this.#moveTo(Math.max(0, this.#current - 1));
      case 'right':
        return this.#moveTo(Math.min(this.#options.commands.length - 1, this.#current + 1));
      case 'up':
        return this.#moveTo(neighbour(this.#buttons, this.#current, -1));
      case 'down':
        return this.#moveTo(neighbour(this.#buttons, this.#current, 1));
      case 'enter':
      case 'space':
        return this.#run(this.#current, 'key');
      default:
        return false;
    }
  }

  onPointer(event: PointerEvent): boolean {
    if ((event.kind !== 'down' && event.kind !== 'double') || event.y < 0) return false;
    const row = event.y + this.#top;
    const index = this.#buttons.findIndex(
      (button) => button.y === row && event.x >= button.x && event.x < button.x + button.width,
    );
    if (index < 0) return false;
    this.#moveTo(index);
    return this.#run(index, 'mouse');
  }

  #layOut(width: number): Button[] {
    const buttons = this.#options.commands.map((entry) => {
      const command = typeof entry === 'string' ? entry : entry.command;
      const own = typeof entry === 'string' ? undefined : this.#host.guard('label', () => entry.label(), command);
      const text = buttonText(this.#host.describeCommand(command), own, command);
      return { command, text, width: buttonWidth(text) };
    });
    const widths = buttons.map((button) => button.width);
    const places = flow(widths, width, GAP);
    return buttons.map((button, index) => ({ ...button, ...(places[index] ?? { x: 0, y: 0 }) }));
  }

  #moveTo(index: number | undefined): boolean {
    if (index === undefined) return false;
    this.#current = Math.max(0, index);
    this.#host.requestFrame();
    return true;
  }

  #run(index: number, source: 'key' | 'mouse'): boolean {
    const entry = this.#options.commands[index];
    if (entry === undefined) return false;
    this.#host.runCommand(typeof entry === 'string' ? entry : entry.command, source);
    return true;
  }
}
