/** A string that goes on in the next lines, or brackets that do. */
interface OpenParts {
  readonly quote: string | undefined;
  readonly depth: number;
}

/** Strings of one line and comments, whose brackets mean nothing. */
const plainString = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#.*/g;

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

/** What is open at the end of a line. */
function after(line: string, { quote, depth }: OpenParts): OpenParts {
  let rest = line;
  let current = quote;
  let level = depth;
  while (rest !== '') {
    if (current !== undefined) {
      const end = rest.indexOf(current);
      if (end < 0) return { quote: current, depth: level };
      rest = rest.slice(end + 3);
      current = undefined;
      continue;
    }
    const start = tripleQuote(rest);
    const code = (start === undefined ? rest : rest.slice(0, start.at)).replace(plainString, '');
    level = Math.max(0, level + count(code, /[([{]/g) - count(code, /[)\]}]/g));
    if (!start) return { quote: undefined, depth: level };
    current = start.quote;
    rest = rest.slice(start.at + 3);
  }
  return { quote: current, depth: level };
}

/** The first one that is in no comment and no other string. */
function tripleQuote(line: string): { readonly at: number; readonly quote: string } | undefined {
  const found = /'''|"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#/g;
  for (const match of line.matchAll(found)) {
    if (match[0] === '#') return undefined;
    if (match[0].length === 3 && /^(?:'''|""")$/.test(match[0])) return { at: match.index, quote: match[0] };
  }
  return undefined;
}

function count(text: string, expression: RegExp): number {
  return text.match(expression)?.length ?? 0;
}
