import type { Disposable, TextSpan, TextStyle } from 'devmgr/plugin-api';
import type { Canvas } from '../canvas.js';
import type { ChromeParts } from '../chrome-parts.js';
import { createPaintBox, type PaintBox } from '../paint-box.js';
import { plainText } from '../text/spans.js';
import { textWidth } from '../text/text-width.js';
import { wrap } from '../text/wrap.js';
import {
  addToast,
  dismissToast,
  expireToasts,
  nextExpiry,
  type Notification,
  type Severity,
  type Toast,
  type ToastList,
} from './toast-list.js';

const WIDEST = 56;
const MOST_MESSAGE_LINES = 3;
const MOST_HINT_LINES = 2;
const SIGNS: Readonly<Record<Severity, { readonly sign: string; readonly style: TextStyle }>> = {
  info: { sign: '•', style: 'info' },
  success: { sign: '✓', style: 'success' },
  warning: { sign: '!', style: 'warning' },
  error: { sign: '✗', style: 'error' },
};

interface ToastLine {
  readonly id: number;
  readonly sign: TextSpan;
  readonly text: readonly TextSpan[];
  readonly style: TextStyle;
}

/** Short messages at the top right: they disappear by themselves, when they are pressed, or by Esc. */
export class Toasts implements Disposable {
  readonly #parts: Pick<ChromeParts, 'terminal' | 'clock'>;
  readonly #box: PaintBox;
  #list: ToastList = [];
  #lines: readonly ToastLine[] = [];
  #nextId = 1;
  #closed = false;
  #timer: Disposable | undefined;

  constructor(parts: Pick<ChromeParts, 'terminal' | 'clock'>) {
    this.#parts = parts;
    const place = { top: 1, left: 0, width: 1, height: 1 };
    const options = { terminal: parts.terminal, place, border: true, layer: 'overlay', ground: 'dialog' } as const;
    this.#box = createPaintBox(options, (canvas) => this.#paint(canvas));
    this.#box.show(false);
    this.#box.onPointer((event) => {
      if (event.kind === 'down') this.#press(event.y);
    });
  }

  add(notification: Notification): void {
    if (this.#closed) return;
    this.#set(addToast(this.#list, notification, this.#nextId++, this.#parts.clock.now()));
  }

  /** All of them go: Esc was pressed. */
  dismiss(): void {
    if (this.#list.length > 0) this.#set([]);
  }

  /** Called before every frame. */
  layOut(isRoom: boolean): void {
    const { width, height } = this.#parts.terminal.size.get();
    const inside = Math.min(WIDEST, width - 4) - 2;
    this.#lines = newestThatFit(
      this.#list.map((toast) => toastLines(toast, inside - 4)),
      Math.floor(height / 3),
    );
    this.#box.show(isRoom && this.#lines.length > 0);
    const widest = Math.max(0, ...this.#lines.map((line) => textWidth(plainText(line.text))));
    const own = Math.max(20, widest + 6);
    this.#box.setPlace({ top: 1, left: width - own - 1, width: own, height: this.#lines.length + 2 });
  }

  dispose(): void {
    this.#closed = true;
    void this.#timer?.dispose();
    this.#list = [];
    this.#box.dispose();
  }

  #paint(canvas: Canvas): void {
    this.#lines.forEach((line, y) => {
      canvas.put(1, y, [line.sign]);
      canvas.put(3, y, line.text, line.style);
    });
  }

  #press(y: number): void {
    const line = this.#lines[Math.max(0, Math.min(y, this.#lines.length - 1))];
    if (line) this.#set(dismissToast(this.#list, line.id));
  }

  #set(list: ToastList): void {
    this.#list = list;
    void this.#timer?.dispose();
    const expiry = nextExpiry(list);
    const { clock, terminal } = this.#parts;
    const expire = () => this.#set(expireToasts(this.#list, clock.now()));
    this.#timer = expiry === undefined ? undefined : clock.setTimeout(expire, Math.max(1, expiry - clock.now()));
    terminal.requestFrame();
  }
}

function toastLines(toast: Toast, cells: number): ToastLine[] {
  const { sign, style } = SIGNS[toast.severity];
  const count = toast.count > 1 ? ` (${toast.count}×)` : '';
  const message = cut(wrap(`${toast.message}${count}`, cells), MOST_MESSAGE_LINES);
  const hint = toast.hint === undefined ? [] : cut(wrap(toast.hint, cells), MOST_HINT_LINES);
  const blank = { text: ' ' };
  return [
    ...message.map((text, index) => ({
      id: toast.id,
      sign: index === 0 ? { text: sign, style } : blank,
      text,
      style: 'default' as const,
    })),
    ...hint.map((text) => ({ id: toast.id, sign: blank, text, style: 'muted' as const })),
  ];
}

/** On a low screen the older ones give way: toasts must not bury what they are about. */
function newestThatFit(toasts: readonly ToastLine[][], rows: number): ToastLine[] {
  let first = Math.max(0, toasts.length - 1);
  const lines = (from: number) => toasts.slice(from).flat();
  while (first > 0 && lines(first - 1).length <= rows) first--;
  return lines(first);
}

function cut(lines: readonly TextSpan[][], most: number): readonly TextSpan[][] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), [...(lines[most - 1] ?? []), { text: ' …' }]];
}
