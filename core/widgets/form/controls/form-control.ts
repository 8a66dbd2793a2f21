import type { FormField, FormValue } from 'devmgr/plugin-api';
import type { Canvas } from '../../../screen/canvas.js';
import type { Key } from '../../widget.js';

/** What a key or a press did: nothing, something, another value, Enter in a text, or a command to run. */
export type ControlResult = 'ignored' | 'used' | 'changed' | 'submitted' | 'run';

/** Where a control paints its box, in cells of the form, and how. */
export interface ControlPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** It is the form's current field and the form has the focus. */
  readonly focused: boolean;
  /** Keys are typed into it. */
  readonly editing: boolean;
}

/** One field of a form: its value, its box and its keys. The label, errors and moving about are the form's. */
export interface FormControl {
  readonly field: FormField;
  /** Whether printable keys are typed into it. */
  readonly takesText: boolean;
  /** `undefined` for fields without a value. */
  value(): FormValue | undefined;
  /** Values of another type are ignored. */
  setValue(value: FormValue): void;
  /** All of the text is selected: what is typed takes its place. */
  selectAll?(): void;
  setChoices?(choices: readonly string[]): void;
  /** Wanted width of the box with its brackets, in cells. */
  boxWidth(): number;
  /** What is wrong with what was typed. */
  error(): string | undefined;
  paint(canvas: Canvas, place: ControlPlace): void;
  /** Called for keys that the form itself has no use for. */
  onKey(key: Key): ControlResult;
  onPaste?(text: string): ControlResult;
  /** A press on the box, `x` cells from its left end. */
  onPress(x: number): ControlResult;
}
