import type { Key, PointerEvent } from '../../widgets/widget.js';
import { buttonWidth, paintButton } from '../../widgets/button.js';
import type { Canvas } from '../canvas.js';
import type { KeyTaker } from '../input/route-key.js';
import { textWidth } from '../text/text-width.js';
import { plainText } from '../text/spans.js';
import { wrap } from '../text/wrap.js';
import type { Notice } from './notices.js';

const WIDEST = 76;
const BUTTON = { label: 'Retry', key: 'r', isDisabled: false };

/** A message in the middle of a tab, with what can be done and, where it helps, a button to try again. */
export class NoticeCard implements KeyTaker {
  notice: Notice;
  #button: { readonly x: number; readonly y: number } | undefined;

  constructor(notice: Notice) {
    this.notice = notice;
  }

  paint(canvas: Canvas): void {
    const { sign, message, hint, retry } = this.notice;
    const room = Math.min(WIDEST, canvas.width - 4);
    const indent = textWidth(plainText(sign)) + 1;
    const body = wrap(message, room - indent);
    const advice = hint === undefined ? [] : wrap(hint, room - indent);
    const widest = Math.max(...[...body, ...advice].map((line) => textWidth(plainText(line))));
    const left = Math.max(0, Math.floor((canvas.width - widest - indent) / 2));
    let y = Math.max(0, Math.floor((canvas.height - body.length - advice.length - (retry ? 2 : 0)) / 2));
    canvas.put(left, y, sign);
    for (const line of body) canvas.put(left + indent, y++, line, retry || hint !== undefined ? 'strong' : 'muted');
    for (const line of advice) canvas.put(left + indent, y++, line, 'muted');
    this.#button = retry && { x: left + indent, y: y + 1 };
    if (this.#button) paintButton(canvas, { ...this.#button, width: canvas.width, focused: true }, BUTTON);
  }

  onKey(key: Key): boolean {
    if (!this.notice.retry || (key.full !== 'r' && key.full !== 'enter')) return false;
    this.notice.retry();
    return true;
  }

  onPointer(event: PointerEvent): void {
    const at = this.#button;
    if (!at || event.kind !== 'down' || event.y !== at.y) return;
    if (event.x >= at.x && event.x < at.x + buttonWidth(BUTTON)) this.notice.retry?.();
  }
}
