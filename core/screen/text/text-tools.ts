import type { TextTools } from 'devmgr/plugin-api';
import { redactLong } from '../../log/redact-long.js';
import { clean, cleanLine } from './clean.js';
import { countTokens } from './count-tokens.js';
import { hiddenCharacters } from './hidden-characters.js';
import { textWidth } from './text-width.js';
import { truncate } from './truncate.js';

/** The sanitiser and the measurements as plugins get them. Loads no blessed, so that headless runs have it too. */
export function textTools(redact: (text: string) => string): TextTools {
  return {
    clean,
    width: (text) =>
      clean(text)
        .split('\n')
        .reduce((widest, line) => Math.max(widest, textWidth(line)), 0),
    truncate: (text, cells, where) => truncate(cleanLine(text), cells, where),
    redact,
    redactLong: (text) => redactLong(text, redact),
    countTokens,
    hiddenCharacters,
  };
}
