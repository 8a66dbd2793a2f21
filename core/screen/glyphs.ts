/** Characters of the furniture; the ascii set is for fonts and terminals without box drawing. */
export interface Glyphs {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly horizontal: string;
  readonly vertical: string;
  readonly ellipsis: string;
}

const rounded: Glyphs = {
  topLeft: '╭',
  topRight: '╮',
  bottomLeft: '╰',
  bottomRight: '╯',
  horizontal: '─',
  vertical: '│',
  ellipsis: '…',
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
};

/** The Linux console has no rounded corners in its font. */
export function glyphsFor(options: { readonly ascii: boolean; readonly term: string }): Glyphs {
  if (options.ascii) return ascii;
  return /^(linux|ansi|vt\d|cygwin|sun|cons)/.test(options.term) ? square : rounded;
}
