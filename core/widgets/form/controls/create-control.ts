import type { FormField } from 'devmgr/plugin-api';
import type { WidgetHost } from '../../widget.js';
import { ButtonControl } from './button-control.js';
import type { FormControl } from './form-control.js';
import { NumberControl } from './number-control.js';
import { SelectControl } from './select-control.js';
import { TextControl } from './text-control.js';
import { ToggleControl } from './toggle-control.js';

/** The control for a kind of field. */
export function createControl(field: FormField, host: WidgetHost): FormControl {
  switch (field.kind) {
    case 'text':
      return new TextControl(field, field);
    case 'number':
      return new NumberControl(field);
    case 'select':
      return new SelectControl(field);
    case 'toggle':
      return new ToggleControl(field);
    case 'button':
      return new ButtonControl(field, host);
  }
}
