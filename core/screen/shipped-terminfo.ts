import type { TputClass } from './compile-late.js';

const patched = new WeakSet<object>();

/**
 * Blessed cannot read the entries of today's ncurses: it looks for one in eleven folders, fails, and takes the one that it brings
 * along. Here it takes that one (`file`) at once for `terminal`, the same on every machine.
 */
export function useShippedTerminfo({ prototype }: TputClass, terminal: string, file: string): void {
  if (patched.has(prototype)) return;
  patched.add(prototype);
  const read = prototype.readTerminfo;
  prototype.readTerminfo = function (name) {
    return read.call(this, name ?? (this.terminal === terminal ? file : undefined));
  };
}
