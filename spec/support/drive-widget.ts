import type { WidgetHandle } from 'devmgr/plugin-api';
import type { Key, PointerEvent, Widget } from '../../core/widgets/widget.js';
import { FakeCanvas } from './fake-canvas.js';

/** A key as the input router makes it from a name as in `Key.full`. */
export function key(full: string): Key {
  const base = full.replace(/^(?:[CMS]-)+(?=.)/, '');
  const modifiers = full.slice(0, full.length - base.length);
  const ch = base === 'space' ? ' ' : base === 'enter' ? '\r' : [...base].length === 1 ? base : undefined;
  return {
    name: base.toLowerCase(),
    ch,
    full,
    ctrl: modifiers.includes('C-'),
    meta: modifiers.includes('M-'),
    shift: modifiers.includes('S-') || (/^\p{Lu}$/u.test(base) && modifiers === ''),
  };
}

/** A widget on a canvas of some size, with the focus. */
export class WidgetDriver<Handle extends WidgetHandle> {
  readonly widget: Widget<Handle>;
  width: number;
  height: number;
  focused = true;
  /** Furniture in ASCII. */
  ascii = false;

  constructor(widget: Widget<Handle>, width: number, height: number) {
    this.widget = widget;
    this.width = width;
    this.height = height;
    widget.onFocus?.(true);
    this.paint();
  }

  /** One frame. */
  paint(): FakeCanvas {
    const canvas = new FakeCanvas(this.width, this.height, { ascii: this.ascii });
    this.widget.paint(canvas, this.focused);
    return canvas;
  }

  resize(width: number, height: number): FakeCanvas {
    this.width = width;
    this.height = height;
    return this.paint();
  }

  /** Presses keys, each followed by a frame; says for each whether it was used. */
  press(...names: string[]): boolean[] {
    return names.map((name) => {
      const isUsed = this.widget.onKey?.(key(name)) ?? false;
      this.paint();
      return isUsed;
    });
  }

  type(text: string): void {
    this.press(...Array.from(text, (char) => (char === ' ' ? 'space' : char)));
  }

  pointer(kind: PointerEvent['kind'], x = 0, y = 0): boolean {
    const isUsed = this.widget.onPointer?.({ kind, x, y }) ?? false;
    this.paint();
    return isUsed;
  }

  /** Presses where a text stands, `dx` cells into it. */
  click(text: string, dx = 0): boolean {
    const { x, y } = this.paint().find(text);
    return this.pointer('down', x + dx, y);
  }
}

/** Text that tries to break out: escapes, 8-bit controls, bidi, wide and joined characters, markup, newlines. */
export const HOSTILE =
  '\x1b[31mred\x1b]0;title\x07\x9b2J{bold}漢字🚀👨‍👩‍👧\u202eevil\u0000\r\nnext\tline\ud83d\u200b e\u0301';
