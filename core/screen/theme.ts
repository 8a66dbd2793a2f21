import type { Look } from './canvas.js';
import { glyphsFor, type Glyphs } from './glyphs.js';
import { choosePalette } from './themes/choose-palette.js';
import { light } from './themes/light.js';
import type { Palette, PaletteEntry } from './themes/palette.js';

export interface ThemeChoice {
  readonly env: Readonly<Record<string, string>>;
  /** Left out: guessed from COLORFGBG, else dark. */
  readonly name?: 'dark' | 'light' | undefined;
  readonly ascii?: boolean | undefined;
}

/** Turns meanings into blessed's cell attributes. */
export interface Theme {
  /**
   * The attribute of a look: 9 bits background, 9 bits foreground (0x1ff is the terminal's own), then the flags bold 1,
   * underline 2, blink 4, inverse 8. `base` lies under it: what the look leaves open comes from there.
   */
  attr(look: Look, base?: Look): number;
  readonly glyphs: Glyphs;
  readonly hasColor: boolean;
  /** The background that the colours are made for. */
  readonly ground: 'dark' | 'light';
}

const ownColour = 0x1ff;

/** The theme for a terminal: dark, light, 16 colours or none. */
export function createTheme(choice: ThemeChoice): Theme {
  const palette = choosePalette(choice);
  const memory = new Map<string, number>();
  return {
    attr(look, base = 'default') {
      const key = `${look}/${base}`;
      const known = memory.get(key);
      if (known !== undefined) return known;
      const attr = combine(palette, look, base);
      memory.set(key, attr);
      return attr;
    },
    glyphs: glyphsFor({ ascii: choice.ascii ?? false, term: choice.env['TERM'] ?? '' }),
    ground: palette === light ? 'light' : 'dark',
    hasColor: Object.values(palette).some((entry) => entry.fg !== undefined),
  };
}

function combine(palette: Palette, look: Look, base: Look): number {
  const over = palette[look];
  const under = palette[base];
  const fg = foregroundOf(over, under) ?? under.fg ?? ownColour;
  const bg = over.bg ?? under.bg ?? ownColour;
  return ((flagsOf(over) | flagsOf(under)) << 18) | (fg << 9) | bg;
}

function foregroundOf(over: PaletteEntry, under: PaletteEntry): number | undefined {
  if (over.bg !== undefined || under.bg === undefined) return over.fg;
  return under.solid ? under.fg : (over.fgOnBack ?? over.fg);
}

function flagsOf(entry: PaletteEntry): number {
  return (entry.bold ? 1 : 0) | (entry.underline ? 2 : 0) | (entry.inverse ? 8 : 0);
}
