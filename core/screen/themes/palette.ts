import type { Look } from '../canvas.js';

/** How one look is drawn. Colours are indexes of the 256-colour palette; left out means the terminal's own. */
export interface PaletteEntry {
  readonly fg?: number;
  readonly bg?: number;
  /** The foreground over a base that has a background of its own, where `fg` would be hard to read. */
  readonly fgOnBack?: number;
  readonly bold?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
  /** As a base, it keeps its own foreground: for backgrounds on which the colours of spans cannot be read. */
  readonly solid?: boolean;
}

export type Palette = Readonly<Record<Look, PaletteEntry>>;
