/**
 * Whether lines of a file are what they were, but for blanks at their ends. They are not when the file was changed a moment
 * ago, and in a notebook, whose pieces are its cells. Lines count from one.
 */
export function isStillThere(piece: readonly string[], file: readonly string[], startLine: number): boolean {
  return piece.every((line, at) => file[startLine - 1 + at]?.trimEnd() === line.trimEnd());
}
