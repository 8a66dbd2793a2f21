import { EditHistory, type EditKind } from './edit-history.js';
import { TextBuffer, type LineChange } from './text-buffer.js';

/** A text with a cursor, a selection and what can be undone. `onChange` is told of every change of lines. */
export class EditorDocument {
  readonly buffer = new TextBuffer();
  readonly #history = new EditHistory();
  readonly #onChange: (change: LineChange) => void;
  #cursor = 0;
  #version = 0;
  #anchor: number | undefined;

  constructor(onChange: (change: LineChange) => void) {
    this.#onChange = onChange;
  }

  /** Put together when it is asked for: see `TextBuffer`. */
  get text(): string {
    return this.buffer.text;
  }

  /** Grows with every change of the text. */
  get version(): number {
    return this.#version;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** First and last offset of what is selected. */
  get selection(): { readonly from: number; readonly to: number } | undefined {
    const anchor = this.#anchor;
    if (anchor === undefined || anchor === this.#cursor) return undefined;
    return { from: Math.min(anchor, this.#cursor), to: Math.max(anchor, this.#cursor) };
  }

  get hasHistory(): boolean {
    return this.#history.hasSteps;
  }

  /** Begins anew: nothing can be undone, the cursor is at the end. */
  setText(text: string): void {
    const change = this.buffer.replace(0, this.buffer.length, text);
    this.#history.clear();
    this.#cursor = text.length;
    this.#anchor = undefined;
    this.#version++;
    this.#onChange(change);
  }

  /** Puts text in the place of what stands between two offsets; the cursor is behind it. */
  replace(from: number, to: number, inserted: string, kind: EditKind = 'other'): void {
    if (from === to && inserted === '') return;
    const before = { cursor: this.#cursor, anchor: this.#anchor };
    const removed = ownCopy(this.buffer.slice(from, to));
    this.#history.add({ from, removed, inserted, kind, before });
    this.#apply(from, to, inserted, from + inserted.length);
  }

  /** In the place of what is selected. */
  insert(text: string, kind: EditKind = 'other'): void {
    const { from, to } = this.selection ?? { from: this.#cursor, to: this.#cursor };
    this.replace(from, to, text, from === to ? kind : 'other');
  }

  /** Takes away what is selected, or else what stands between cursor and `to`. */
  erase(to: number, kind: EditKind = 'other'): void {
    const selected = this.selection;
    if (selected) this.replace(selected.from, selected.to, '');
    else this.replace(Math.min(to, this.#cursor), Math.max(to, this.#cursor), '', kind);
  }

  /** `extend`: the selection goes on to there. */
  moveTo(offset: number, extend = false): void {
    this.#history.seal();
    this.#anchor = extend ? (this.#anchor ?? this.#cursor) : undefined;
    this.#cursor = Math.max(0, Math.min(offset, this.buffer.length));
  }

  select(from: number, to: number): void {
    this.moveTo(from);
    this.moveTo(to, true);
  }

  undo(): boolean {
    const step = this.#history.undo();
    if (!step) return false;
    this.#apply(step.from, step.from + step.inserted.length, step.removed, step.before.cursor);
    this.#anchor = step.before.anchor;
    return true;
  }

  redo(): boolean {
    const step = this.#history.redo();
    if (!step) return false;
    this.#apply(step.from, step.from + step.removed.length, step.inserted, step.from + step.inserted.length);
    return true;
  }

  #apply(from: number, to: number, inserted: string, cursor: number): void {
    const change = this.buffer.replace(from, to, inserted);
    this.#cursor = cursor;
    this.#anchor = undefined;
    this.#version++;
    this.#onChange(change);
  }
}

/** Without a hold on the text that it was cut from: a thousand steps must not keep a thousand whole texts. */
function ownCopy(part: string): string {
  return part.length < 16 ? part : Buffer.from(part, 'utf16le').toString('utf16le');
}
