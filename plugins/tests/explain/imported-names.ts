/** A name that a Python file imports. */
export interface ImportedName {
  /** As it is used in the file. */
  readonly name: string;
  /** Dots of a relative import; 0: absolute. */
  readonly level: number;
  readonly module: string;
  /** What it is called there; `undefined`: the module itself. */
  readonly original: string | undefined;
}

const FROM = /^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)/gm;
const IMPORT = /^[ \t]*import[ \t]+([^\n#]+)/gm;

/** The names that a Python text imports, as far as its lines tell: not those of `import *`. */
export function importedNames(text: string): readonly ImportedName[] {
  const names: ImportedName[] = [];
  for (const [, dots = '', module = '', list = ''] of text.matchAll(FROM)) {
    for (const [original, name] of parts(list)) names.push({ name, level: dots.length, module, original });
  }
  for (const [, list = ''] of text.matchAll(IMPORT)) {
    for (const [module, name] of parts(list)) names.push({ name, level: 0, module, original: undefined });
  }
  return names;
}

function parts(list: string): readonly (readonly [original: string, name: string])[] {
  return list
    .replace(/#.*/g, '')
    .replace(/[()\\\n]/g, ' ')
    .split(',')
    .flatMap((part) => {
      const found = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part);
      return found?.[1] === undefined ? [] : [[found[1], found[2] ?? found[1]] as const];
    });
}
