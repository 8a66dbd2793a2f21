/** A place where the lines of an edit are in a file. */
export interface FoundPlace {
  /** For each line of the edit the one of the file, as an index; rising. */
  readonly lines: readonly number[];
  /** What the file's lines have in front of those of the edit; `-` for what they lack. */
  readonly indent: Indent;
}

export interface Indent {
  readonly added: string;
  readonly removed: string;
}

export const noIndent: Indent = { added: '', removed: '' };

/** All places where `sought` is in `lines` when lines are looked at through `view`. Nothing is found for no lines. */
export function findLines(
  lines: readonly string[],
  sought: readonly string[],
  view: (line: string) => string,
): readonly number[] {
  if (sought.length === 0) return [];
  const wanted = sought.map(view);
  // The rarest line is looked for first.
  const key = wanted.reduce((best, line, index) => (line.length > (wanted[best]?.length ?? 0) ? index : best), 0);
  const places: number[] = [];
  for (let at = 0; at + sought.length <= lines.length; at += 1) {
    if (view(lines[at + key] ?? '') !== wanted[key]) continue;
    if (wanted.every((line, index) => view(lines[at + index] ?? '') === line)) places.push(at);
  }
  return places;
}
