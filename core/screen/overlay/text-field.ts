import { TextControl, type TextControlOptions } from '../../widgets/form/controls/text-control.js';

/** The one-line field of forms, for use in dialogs. */
export function createTextField(value: string, options: TextControlOptions): TextControl {
  const field = new TextControl({ id: 'value', kind: 'text', label: '' }, options);
  field.setText(value);
  return field;
}
