/** A string that goes on in the next lines, or brackets that do. */
interface OpenParts {
  readonly quote: string | undefined;
  readonly depth: number;
}

/**
 * A Python text without the bodies of its functions: imports, constants, decorators, signatures, attributes and docstrings of classes.
 * What is left out is `...`. Line by line, so that broken code is outlined as well.
 */
export function outlinePython(text: string): string {
  const kept: string[] = [];
  let open: OpenParts = { quote: undefined, depth: 0 };
  /** Indentation of the `def` whose body is left out. */
  let body: number | undefined;
  let isHead = false;
  for (const line of text.split('\n')) {
    const isInside = open.quote !== undefined || open.depth > 0;
    const indent = line.length - line.trimStart().length;
    if (!isInside && body !== undefined && line.trim() !== '' && indent <= body) body = undefined;
    const isFirst = !isInside && body === undefined;
    if (isFirst && /^\s*(?:async\s+)?def\s/.test(line)) {
      isHead = true;
      body = indent;
    }
    if (body === undefined || isHead) kept.push(line);
    open = after(line, open);
    if (isHead && open.depth === 0 && open.quote === undefined) {
      isHead = false;
      if (/:\s*(?:#.*)?$/.test(line)) kept.push(`${' '.repeat((body ?? 0) + 4)}...`);
    }
  }
  return kept.join('\n').replace(/\n{3,}/g, '\n\n');
}

/** What is open at the end of a line. Character by character: a hostile line takes no longer than another. */
function after(line: string, { quote, depth }: OpenParts): OpenParts {
  let [open, level] = [quote, depth];
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (open !== undefined) {
      if (char === '\\') at += 1;
      else if (line.startsWith(open, at)) [open, at] = [undefined, at + 2];
    } else if (char === '#') break;
    else if (char === '"' || char === "'") {
      const triple = char.repeat(3);
      if (line.startsWith(triple, at)) [open, at] = [triple, at + 2];
      else at = endOfString(line, at);
    } else if ('([{'.includes(char)) level += 1;
    else if (')]}'.includes(char)) level = Math.max(0, level - 1);
  }
  return { quote: open, depth: level };
}

/** Where a string of one line ends that begins at `start`. */
function endOfString(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === line[start]) return at;
  }
  return line.length;
}
