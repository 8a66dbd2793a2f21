import type { ThemeChoice } from '../theme.js';
import { dark } from './dark.js';
import { light } from './light.js';
import { mono } from './mono.js';
import type { Palette } from './palette.js';
import { sixteen } from './sixteen.js';

/** The palette for a terminal. NO_COLOR (any value but an empty one, https://no-color.org) wins over everything. */
export function choosePalette(choice: ThemeChoice): Palette {
  const term = choice.env['TERM'] ?? '';
  if (choice.env['NO_COLOR'] || /^vt\d|-mono$|-m$/.test(term)) return mono;
  if (/^(linux|ansi|cygwin|sun|cons)|-16color$/.test(term)) return sixteen;
  const name = choice.name ?? backgroundOf(choice.env['COLORFGBG']);
  return name === 'light' ? light : dark;
}

/** COLORFGBG is `foreground;background` or `foreground;default;background` in colours 0-15, as rxvt and Konsole set it. */
function backgroundOf(colours: string | undefined): 'dark' | 'light' {
  const background = colours?.split(';').at(-1);
  return background === '7' || background === '15' ? 'light' : 'dark';
}
