import type { TextTools } from 'devmgr/plugin-api';
import { cleanLine } from '../../../../core/screen/text/clean.js';
import { textWidth } from '../../../../core/screen/text/text-width.js';

/** The text tools of plugins, of a program that knows no secrets. Text is cut by characters. */
export const textTools: TextTools = {
  clean: (text) => text.split('\n').map(cleanLine).join('\n'),
  width: textWidth,
  truncate: (text, cells) => (text.length <= cells ? text : `${text.slice(0, cells - 1)}…`),
  redact: (text) => text,
  redactLong: (text) => Promise.resolve(text),
  countTokens: () => Promise.resolve(0),
  hiddenCharacters: () => [],
};
