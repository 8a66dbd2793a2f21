interface Scope {
  readonly name: string;
  readonly indent: number;
  readonly isClass: boolean;
  /** Of its first line. */
  bodyIndent: number | undefined;
}

const scopeStart = /^(\s*)(?:async\s+)?(def|class)\s+(\w+)/;
const assigned = /^\s*([A-Za-z_]\w*)\s*(?::[^=]+)?(?:=(?!=)|$)/;
const annotated = /^\s*([A-Za-z_]\w*)\s*:\s*[^=\s]/;
const keywords: ReadonlySet<string> = new Set('pass return else try finally continue break raise'.split(' '));

/**
 * What a Python module defines: functions, classes and names at its top level, methods and fields of classes as `Order.total`. What is in
 * functions is their own affair, and so are methods like `__init__`, which a decorator may write.
 */
export function pythonNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const scopes: Scope[] = [];
  for (const line of codeLines(text)) {
    if (line.trim() === '') continue;
    const indent = line.search(/\S/);
    const [, , what, name] = scopeStart.exec(line) ?? [];
    while (indent <= (scopes.at(-1)?.indent ?? -1) && !/^\s*[)\]}]/.test(line)) scopes.pop();
    const scope = scopes.at(-1);
    if (scope) scope.bodyIndent ??= indent;
    if (what !== undefined && name !== undefined) {
      add(name, scope);
      scopes.push({ name, indent, isClass: what === 'class', bodyIndent: undefined });
    } else if (scope ? scope.isClass && indent === scope.bodyIndent : indent === 0) {
      const field = assignedName(line);
      if (field !== undefined) add(field, scope);
    }
  }
  return names;

  function add(name: string, scope: Scope | undefined): void {
    if (scope && (!scope.isClass || /^__\w+__$/.test(name))) return;
    names.add(
      scopes
        .filter(({ isClass }) => isClass)
        .map((one) => `${one.name}.`)
        .join('') + name,
    );
  }
}

function assignedName(line: string): string | undefined {
  const name = assigned.exec(line)?.[1] ?? annotated.exec(line)?.[1];
  const isName = name !== undefined && !keywords.has(name) && /[:=]/.test(line);
  return isName ? name : undefined;
}

/** Without the lines inside of texts in three quotes. */
function* codeLines(text: string): Generator<string> {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    if (open !== undefined) {
      if (line.includes(open)) open = undefined;
      continue;
    }
    if (/^\s*#/.test(line)) continue;
    open = openedIn(line);
    yield line;
  }
}

/** The quotes whose end is not in the line. */
export function openedIn(line: string): string | undefined {
  let open: string | undefined;
  for (const [mark] of line.matchAll(/"""|'''|#.*$/g)) {
    if (mark.startsWith('#')) {
      if (open === undefined) return undefined;
      // What is behind it is in the text.
      return line.indexOf(open, line.lastIndexOf(mark)) < 0 ? open : undefined;
    }
    if (open === undefined) open = mark;
    else if (open === mark) open = undefined;
  }
  return open;
}
