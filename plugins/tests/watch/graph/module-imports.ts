/** One import as it is written: `from ..c import d` is level 2 of `c` with the name `d`. */
export interface ModuleImport {
  /** How many dots; 0: absolute; below: no import, see `named`. */
  readonly level: number;
  /** Dotted; empty for `from . import d`. */
  readonly module: string;
  readonly names: readonly string[];
}

/** What a string names, as levels of an import: a module for sure, perhaps one, a file. */
export const named = { module: -1, perhaps: -2, file: -3 } as const;

/** What one file imports, or why that cannot be said. */
export interface ModuleImports {
  readonly imports: readonly ModuleImport[];
  /** `undefined`: its syntax is right. Line from 1. */
  readonly error: { readonly line: number; readonly message: string } | undefined;
}
