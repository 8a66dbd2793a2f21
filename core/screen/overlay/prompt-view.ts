import type { TextControl } from '../../widgets/form/controls/text-control.js';
import type { Key, PointerEvent } from '../../widgets/widget.js';
import { styledWidth } from '../../widgets/fit-text.js';
import type { Canvas } from '../canvas.js';
import type { TerminalSize } from '../terminal.js';
import { ButtonRow } from './button-row.js';
import type { ModalView } from './modal-view.js';
import { createTextField } from './text-field.js';

export interface PromptQuestion {
  readonly title: string;
  readonly value?: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  /** What is typed is shown as dots. */
  readonly secret?: boolean;
}

const WIDEST = 64;

/** Asks for one line of text. */
export class PromptView implements ModalView {
  readonly keys = [
    { key: 'enter', label: 'OK' },
    { key: 'tab', label: 'buttons' },
    { key: 'escape', label: 'cancel' },
  ];
  readonly title: string;
  readonly #field: TextControl;
  readonly #buttons: ButtonRow;
  readonly #close: (answer?: string) => void;
  #onButtons = false;

  constructor(question: PromptQuestion, close: (answer?: string) => void) {
    this.title = question.title;
    this.#field = createTextField(question.value ?? '', {
      secret: question.secret ?? false,
      ...(question.placeholder !== undefined && { placeholder: ` ${question.placeholder}` }),
    });
    this.#close = close;
    const accept = { label: 'OK', key: 'Enter', press: () => close(this.#field.text) };
    const cancel = { label: 'Cancel', key: 'Esc', press: () => close() };
    this.#buttons = new ButtonRow([accept, cancel], 0);
  }

  size(screen: TerminalSize): TerminalSize {
    const wanted = Math.max(WIDEST, styledWidth(this.title) + 8);
    return { width: Math.min(wanted, screen.width - 4), height: 6 };
  }

  paint(canvas: Canvas): void {
    const editing = !this.#onButtons;
    this.#field.paint(canvas, { x: 1, y: 1, width: canvas.width - 2, focused: editing, editing });
    this.#buttons.paint(canvas, canvas.height - 1, this.#onButtons);
  }

  onKey(key: Key): boolean {
    if (key.full === 'escape' || key.full === 'C-c') this.#close();
    else if (key.full === 'tab' || key.full === 'S-tab') this.#onButtons = !this.#onButtons;
    else if (this.#onButtons) return this.#buttons.onKey(key);
    else if (key.full === 'enter') this.#close(this.#field.text);
    else return this.#field.onKey(key) !== 'ignored';
    return true;
  }

  takesText(): boolean {
    return !this.#onButtons;
  }

  onPaste(text: string): void {
    this.#onButtons = false;
    this.#field.onPaste(text);
  }

  onPointer(event: PointerEvent): void {
    if (event.kind === 'down' && event.y === 1) {
      this.#onButtons = false;
      this.#field.onPress(event.x - 1);
    }
    this.#buttons.onPointer(event);
  }
}
