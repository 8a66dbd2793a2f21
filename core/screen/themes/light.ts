import type { Palette } from './palette.js';

const accent = 25;
const bar = 254;

/** For light terminals. */
export const light: Palette = {
  default: {},
  muted: { fg: 242 },
  strong: { bold: true },
  accent: { fg: accent },
  success: { fg: 28, fgOnBack: 22 },
  warning: { fg: 130, fgOnBack: 94 },
  error: { fg: 160, fgOnBack: 124 },
  info: { fg: 31, fgOnBack: 24 },
  added: { fg: 28, fgOnBack: 22 },
  removed: { fg: 160, fgOnBack: 124 },
  code: { fg: 90 },
  match: { fg: 16, bg: 222 },
  border: { fg: 250 },
  'border-focused': { fg: accent },
  title: { fg: 238 },
  'title-focused': { fg: accent, bold: true },
  tab: { fg: 239, bg: bar },
  'tab-active': { fg: 231, bg: accent, bold: true },
  'tab-hover': { fg: 16, bg: 251 },
  bar: { fg: 239, bg: bar },
  key: { fg: accent, bold: true },
  'key-hint': { fg: 241 },
  header: { fg: 241, bold: true },
  selection: { fg: 16, bg: 153 },
  'selection-unfocused': { fg: 16, bg: 253 },
  field: { fg: 235, bg: bar },
  'field-focused': { fg: 16, bg: 195 },
  cursor: { fg: 231, bg: accent },
  button: { fg: 235, bg: 252 },
  'button-focused': { fg: 231, bg: accent, bold: true },
  'button-disabled': { fg: 246, bg: bar },
  scrollbar: { fg: 245 },
  dialog: { fg: 235, bg: 255 },
};
