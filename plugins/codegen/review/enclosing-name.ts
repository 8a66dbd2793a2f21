/** What begins something with a name, in the languages that are written here. Shown up to the `(`, `{` or `:`. */
const declaration =
  /^\s*(?:export\s+(?:default\s+)?|pub(?:\([a-z]+\))?\s+|public\s+|private\s+|protected\s+|static\s+|abstract\s+|async\s+)*((?:def|class|function\*?|interface|enum|struct|trait|impl|fn|func|type|module|namespace)\s+[^({:=;]{1,80})/;

/** A place is rarely further inside than this; files without any declaration are not read up to their beginning for each hunk. */
const mostLines = 2_000;

/** The definition around a line, from the nearest outwards: `class OrderRepository`. `undefined`: none. */
export function enclosingName(lines: readonly string[], index: number): string | undefined {
  let indent = indentAt(lines, index);
  for (let at = Math.min(index, lines.length) - 1; indent > 0 && at >= Math.max(0, index - mostLines); at -= 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const own = indentOf(line);
    if (own >= indent) continue;
    const name = declaration.exec(line)?.[1];
    if (name !== undefined) return name.trim();
    // Another line that is further out only narrows where the definition can be.
    indent = own;
  }
  return undefined;
}

/** Of the line, or of the next one that is not blank. */
function indentAt(lines: readonly string[], index: number): number {
  for (let at = index; at < Math.min(lines.length, index + 50); at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() !== '') return indentOf(line);
  }
  return Number.MAX_SAFE_INTEGER;
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}
