import type { Palette } from './palette.js';

const blue = { fg: 15, bg: 4, solid: true };
const grey = { fg: 0, bg: 7, solid: true };

/** For terminals with 8 or 16 colours, such as the Linux console. Backgrounds keep their own foreground. */
export const sixteen: Palette = {
  default: {},
  // Not colour 8: where there are eight it becomes black, on a black ground.
  muted: {},
  strong: { bold: true },
  accent: { fg: 6 },
  success: { fg: 2 },
  warning: { fg: 3 },
  error: { fg: 1 },
  info: { fg: 6 },
  added: { fg: 2 },
  removed: { fg: 1 },
  code: { fg: 5 },
  match: { fg: 0, bg: 3 },
  border: {},
  'border-focused': { fg: 6, bold: true },
  title: {},
  'title-focused': { fg: 6, bold: true },
  tab: grey,
  'tab-active': { ...blue, bold: true },
  'tab-hover': { fg: 15, bg: 0, solid: true },
  bar: grey,
  key: { bold: true, fg: 6 },
  'key-hint': {},
  header: { bold: true },
  selection: blue,
  'selection-unfocused': grey,
  field: { underline: true },
  'field-focused': { underline: true, bold: true },
  cursor: { inverse: true },
  button: grey,
  'button-focused': { ...blue, bold: true },
  'button-disabled': {},
  scrollbar: {},
  dialog: { fg: 15, bg: 0 },
};
