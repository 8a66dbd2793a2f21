/** Characters of the furniture; the ascii set is for fonts and terminals without box drawing. */
export interface Glyphs {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly horizontal: string;
  readonly vertical: string;
  readonly ellipsis: string;
  /** What stands for further signs of furniture: scrollbars, crossings of lines, signs of lists. Those left out stay. */
  readonly others: Readonly<Record<string, string>>;
}

const rounded: Glyphs = {
  topLeft: '╭',
  topRight: '╮',
  bottomLeft: '╰',
  bottomRight: '╯',
  horizontal: '─',
  vertical: '│',
  ellipsis: '…',
  others: {},
};

const square: Glyphs = { ...rounded, topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘' };

const ascii: Glyphs = {
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  horizontal: '-',
  vertical: '|',
  ellipsis: '~',
  others: {
    '═': '=',
    '┼': '+',
    '█': '#',
    '░': '.',
    '▌': '|',
    '▸': '>',
    '▾': 'v',
    '•': '*',
    '◦': '-',
    '▪': '+',
    '↳': '>',
  },
};

/** The Linux console has no rounded corners in its font. */
export function glyphsFor(options: { readonly ascii: boolean; readonly term: string }): Glyphs {
  if (options.ascii) return ascii;
  return /^(linux|ansi|vt\d|cygwin|sun|cons)/.test(options.term) ? square : rounded;
}

/** Furniture that is written with the signs of the full set, in the signs of another one. Each takes one cell in both. */
export function drawnIn(glyphs: Glyphs, text: string): string {
  if (glyphs === rounded || /^[\x20-\x7e]*$/.test(text)) return text;
  return text.replace(/[^\x20-\x7e]/gu, (sign) => {
    const name = frameParts.find((part) => rounded[part] === sign);
    return name ? glyphs[name] : (glyphs.others[sign] ?? sign);
  });
}

const frameParts = [
  'topLeft',
  'topRight',
  'bottomLeft',
  'bottomRight',
  'horizontal',
  'vertical',
  'ellipsis',
] as const satisfies readonly (keyof Glyphs)[];
