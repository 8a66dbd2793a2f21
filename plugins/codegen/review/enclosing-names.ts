/** What begins something with a name, in the languages that are written here. Shown up to the `(`, `{` or `:`. */
const declaration =
  /^\s*(?:export\s+(?:default\s+)?|pub(?:\([a-z]+\))?\s+|public\s+|private\s+|protected\s+|static\s+|abstract\s+|async\s+)*((?:def|class|function\*?|interface|enum|struct|trait|impl|fn|func|type|module|namespace)\s+[^({:=;]{1,80})/;

/** A line that something further in stands below. */
interface Outer {
  readonly indent: number;
  /** Of the nearest definition from here outwards. */
  readonly name: string | undefined;
}

/**
 * The definitions around lines, each from the nearest outwards: `class OrderRepository`; `undefined`: none. Indexes rise; the lines are read
 * once for all of them.
 */
export function enclosingNames(lines: readonly string[], indexes: readonly number[]): readonly (string | undefined)[] {
  /** Each further in than the one before it. */
  const outers: Outer[] = [];
  let at = 0;
  return indexes.map((index) => {
    for (; at < Math.min(index, lines.length); at += 1) enter(outers, lines[at] ?? '');
    return nameAround(outers, indentAt(lines, index));
  });
}

function enter(outers: Outer[], line: string): void {
  const indent = indentOf(line);
  if (indent === line.length) return;
  while ((outers.at(-1)?.indent ?? -1) >= indent) outers.pop();
  const name = declaration.exec(line)?.[1]?.trim();
  outers.push({ indent, name: name ?? outers.at(-1)?.name });
}

/** Of the last one that is further out. */
function nameAround(outers: readonly Outer[], indent: number): string | undefined {
  let [low, high] = [0, outers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outers[middle]?.indent ?? 0) < indent) low = middle + 1;
    else high = middle;
  }
  return outers[low - 1]?.name;
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
