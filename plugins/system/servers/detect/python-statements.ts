/** A simple statement or the head of a compound one, split into tokens. */
export interface PythonStatement {
  /** Columns before the first token; tabs count to the next multiple of eight, as in Python. */
  readonly indent: number;
  /** From 1. */
  readonly line: number;
  /** Names, numbers, operators; a string keeps its quotes. Comments are gone. */
  readonly tokens: readonly string[];
}

// In this order: a string with its prefix, a name, a number, an operator of several characters, any other character.
const TOKEN =
  /(?:[rRbBuUfFtT]{1,2})?(?:"""(?:\\[^]|[^\\])*?(?:"""|$)|'''(?:\\[^]|[^\\])*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*(?:"|(?=\n)|$)|'(?:\\[^]|[^'\\\n])*(?:'|(?=\n)|$))|[\p{L}_][\p{L}\p{N}_]*|\.?\d[\w.]*|->|:=|[=!<>]=|\*\*|\/\/|[^]/uy;

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/**
 * Splits Python source into statements without executing it: brackets and backslashes join lines, `;` splits them.
 * Never throws: of source that is no Python it makes statements that mean nothing.
 */
export function pythonStatements(source: string): PythonStatement[] {
  const reader = new StatementReader();
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    if (text[at] === '#') {
      const end = text.indexOf('\n', at);
      TOKEN.lastIndex = end < 0 ? text.length : end;
      continue;
    }
    TOKEN.lastIndex = at;
    reader.take(TOKEN.exec(text)?.[0] ?? text.slice(at));
  }
  return reader.end();
}

class StatementReader {
  readonly #statements: PythonStatement[] = [];
  #tokens: string[] = [];
  #depth = 0;
  #line = 1;
  #startLine = 1;
  #indent = 0;
  #continued = false;

  take(token: string): void {
    if (token === '\n') this.#newline();
    else if (token === '\\') this.#continued = true;
    else if (/^\s$/u.test(token)) this.#blank(token);
    else this.#add(token);
    this.#line += token.length === 1 ? Number(token === '\n') : token.split('\n').length - 1;
  }

  end(): PythonStatement[] {
    this.#finish();
    return this.#statements;
  }

  #newline(): void {
    const joined = this.#continued || this.#depth > 0;
    this.#continued = false;
    if (joined) return;
    this.#finish();
    this.#indent = 0;
  }

  #blank(token: string): void {
    if (this.#tokens.length > 0) return;
    this.#indent = token === '\t' ? (Math.floor(this.#indent / 8) + 1) * 8 : this.#indent + 1;
  }

  #add(token: string): void {
    this.#continued = false;
    if (token === ';' && this.#depth === 0) {
      this.#finish();
      return;
    }
    if (this.#tokens.length === 0) this.#startLine = this.#line;
    if (OPENING.has(token)) this.#depth += 1;
    else if (CLOSING.has(token)) this.#depth = Math.max(0, this.#depth - 1);
    this.#tokens.push(token);
  }

  #finish(): void {
    if (this.#tokens.length > 0)
      this.#statements.push({ indent: this.#indent, line: this.#startLine, tokens: this.#tokens });
    this.#tokens = [];
    this.#depth = 0;
  }
}
