import type { TextSpan } from 'devmgr/plugin-api';
import type { Key, PointerEvent } from '../../widgets/widget.js';
import { styledWidth } from '../../widgets/fit-text.js';
import type { Canvas } from '../canvas.js';
import type { TerminalSize } from '../terminal.js';
import { wrap } from '../text/wrap.js';
import { ButtonRow } from './button-row.js';
import type { ModalView } from './modal-view.js';

export interface ConfirmQuestion {
  readonly title: string;
  /** What will be lost. */
  readonly detail?: string;
  /** What happens: `Delete`, `Stop`. */
  readonly action: string;
  /** What the other button says: "Cancel". */
  readonly keep?: string;
}

const WIDEST = 64;
const NARROWEST = 36;

/** Asks before something that cannot be undone. Enter without looking keeps everything as it is. */
export class ConfirmView implements ModalView {
  readonly keys = [
    { key: 'y', label: 'yes' },
    { key: 'n', label: 'no' },
    { key: 'left', label: 'other button' },
    { key: 'enter', label: 'press' },
    { key: 'escape', label: 'cancel' },
  ];
  readonly title: string;
  readonly #detail: string;
  readonly #buttons: ButtonRow;
  readonly #close: (answer?: boolean) => void;
  #lines: readonly TextSpan[][] = [];

  constructor(question: ConfirmQuestion, close: (answer?: boolean) => void) {
    this.title = question.title;
    this.#detail = question.detail ?? '';
    this.#close = close;
    const act = { label: question.action, key: 'y', press: () => close(true) };
    const cancel = { label: question.keep ?? 'Cancel', key: 'n', press: () => close(false) };
    this.#buttons = new ButtonRow([act, cancel], 1);
  }

  size(screen: TerminalSize): TerminalSize {
    const wanted = Math.max(styledWidth(this.title) + 8, styledWidth(this.#detail) + 4, this.#buttons.width + 4);
    const width = Math.min(Math.max(NARROWEST, wanted), WIDEST, screen.width - 4);
    this.#lines = this.#detail === '' ? [] : wrap(this.#detail, width - 4);
    return { width, height: this.#lines.length + (this.#lines.length > 0 ? 5 : 4) };
  }

  paint(canvas: Canvas): void {
    const room = canvas.height - 2;
    this.#lines.slice(0, room).forEach((line, index) => canvas.put(1, index + 1, line));
    this.#buttons.paint(canvas, canvas.height - 1, true);
  }

  onKey(key: Key): boolean {
    if (key.full !== 'escape' && key.full !== 'C-c') return this.#buttons.onKey(key);
    this.#close(false);
    return true;
  }

  onPointer(event: PointerEvent): void {
    this.#buttons.onPointer(event);
  }
}
