import type { Event } from '../event.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

export type FormValue = string | number | boolean;

export type FormField =
  | {
      readonly id: string;
      readonly kind: 'text';
      readonly label: string;
      readonly width?: number;
      readonly placeholder?: string;
      readonly secret?: boolean;
    }
  | {
      readonly id: string;
      readonly kind: 'number';
      readonly label: string;
      readonly width?: number;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | { readonly id: string; readonly kind: 'select'; readonly label: string; readonly choices: readonly string[] }
  | { readonly id: string; readonly kind: 'toggle'; readonly label: string }
  | { readonly id: string; readonly kind: 'button'; readonly label: string; readonly command: string };

export interface FormOptions extends BaseOptions {
  /** Laid out in reading order, as many on a line as fit. */
  readonly fields: readonly FormField[];
  readonly values?: Readonly<Record<string, FormValue>>;
  /** Esc while typing goes on to the command that it is bound to. Default: it only ends the typing. */
  readonly escapeLeaves?: boolean;
}

export interface FormHandle extends WidgetHandle {
  /** Of a number field that holds no number in range: the last good one. `problems` says so. */
  values(): Readonly<Record<string, FormValue>>;
  /** What is wrong, by the id of the field: what was typed, and what `setError` was told. Empty: nothing. */
  problems(): Readonly<Record<string, string>>;
  setValues(values: Readonly<Record<string, FormValue>>): void;
  setChoices(id: string, choices: readonly string[]): void;
  setError(id: string, message: string | undefined): void;
  /** `select`: what is typed takes the place of the text that is there. */
  focusField(id: string, options?: { readonly select?: boolean }): void;
  /** The id of the field that changed. */
  readonly onDidChange: Event<string>;
  /** The id of the field that the keys are for now; `undefined`: the form has lost them. */
  readonly onDidReach: Event<string | undefined>;
  /** Enter in a text or number field: its id. */
  readonly onDidSubmit: Event<string>;
}
