import type { Palette } from './palette.js';

const accent = 75;
const accentOnBack = 117;
const accentBack = 25;
const bar = 235;
const raised = 237;

/** For dark terminals: the terminal's own background, greys for furniture, one blue accent. */
export const dark: Palette = {
  default: {},
  muted: { fg: 245, fgOnBack: 251 },
  strong: { bold: true },
  accent: { fg: accent, fgOnBack: accentOnBack },
  success: { fg: 114 },
  warning: { fg: 221 },
  error: { fg: 210, fgOnBack: 217 },
  info: { fg: 117 },
  added: { fg: 114 },
  removed: { fg: 210, fgOnBack: 217 },
  code: { fg: 180, fgOnBack: 223 },
  match: { fg: 16, bg: 221 },
  heading: { fg: accent, fgOnBack: accentOnBack, bold: true },
  emphasis: { fg: 255 },
  link: { fg: accent, fgOnBack: accentOnBack, underline: true },
  quote: { fg: 245, fgOnBack: 251 },
  keyword: { fg: 176, fgOnBack: 183 },
  string: { fg: 114 },
  number: { fg: 215 },
  comment: { fg: 245, fgOnBack: 251 },
  name: { fg: accent, fgOnBack: accentOnBack },
  type: { fg: 80 },
  border: { fg: 239 },
  'border-focused': { fg: accent },
  title: { fg: 250 },
  'title-focused': { fg: accent, bold: true },
  tab: { fg: 248, bg: bar },
  'tab-active': { fg: 231, bg: accentBack, bold: true },
  'tab-hover': { fg: 255, bg: 239 },
  bar: { fg: 248, bg: bar },
  key: { fg: accent, fgOnBack: accentOnBack, bold: true },
  'key-hint': { fg: 246, fgOnBack: 251 },
  header: { fg: 246, bold: true },
  selection: { fg: 231, bg: 24 },
  'selection-unfocused': { fg: 254, bg: 238 },
  field: { fg: 252, bg: raised },
  'field-focused': { fg: 231, bg: 239 },
  cursor: { fg: 16, bg: 153 },
  button: { fg: 252, bg: 238 },
  'button-focused': { fg: 231, bg: accentBack, bold: true },
  'button-disabled': { fg: 242, bg: bar },
  scrollbar: { fg: 243 },
  'added-line': { bg: 22 },
  'removed-line': { bg: 52 },
  dialog: { fg: 255, bg: 236 },
};
