import { createRequire } from 'node:module';
import type blessed from 'blessed';
import type { Widgets } from 'blessed';
import { compileLate, type TputClass } from './compile-late.js';
import { useShippedTerminfo } from './shipped-terminfo.js';

/** The few parts of blessed that the first frame needs. Its 40 widgets cost another 10 ms, so they come late. */
export interface BlessedParts {
  /** Called without `new`, as blessed does. */
  readonly Screen: (options: Widgets.IScreenOptions) => Widgets.Screen;
  readonly Box: (options: Widgets.BoxOptions) => Widgets.BoxElement;
  readonly unicode: typeof blessed.unicode;
  readonly colors: { _cache: Record<string, number>; convert: (color: unknown) => number };
  /** The whole library, for those who make its widgets. */
  whole(): typeof blessed;
}

/** Loads blessed. Costs 15 to 20 ms the first time, so only those who have a terminal call it. */
export function loadBlessed(): BlessedParts {
  const load = createRequire(import.meta.url);
  const tput = load('blessed/lib/tput.js') as TputClass;
  compileLate(tput);
  useShippedTerminfo(tput, 'xterm-256color', load.resolve('blessed/usr/xterm-256color'));
  return {
    Screen: load('blessed/lib/widgets/screen.js') as BlessedParts['Screen'],
    Box: load('blessed/lib/widgets/box.js') as BlessedParts['Box'],
    unicode: load('blessed/lib/unicode.js') as BlessedParts['unicode'],
    colors: load('blessed/lib/colors.js') as BlessedParts['colors'],
    whole: () => load('blessed') as typeof blessed,
  };
}
