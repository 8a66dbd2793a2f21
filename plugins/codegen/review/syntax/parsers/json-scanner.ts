/** `mark`: one of `{}[]:,`. `literal`: a number, `true`, `false`, `null`. `wrong`: nothing of JSON; there is no going on after it. */
export type JsonToken =
  | JsonText
  | { readonly kind: 'comment'; readonly at: number }
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'wrong'; readonly at: number; readonly message: string };

export interface JsonText {
  readonly kind: 'mark' | 'string' | 'literal';
  readonly text: string;
  readonly at: number;
}

const blanks = /[ \t\n\r]*/y;
const mark = /[{}[\]:,]/y;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
const plainPart = /[^"\\\x00-\x1f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const word = /[^\s{}[\]:,"]{1,20}/y;

/** Reads a JSON text token by token, comments too. Costs what is read, also of strings of megabytes. */
export class JsonScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith('\ufeff')) this.#at = 1;
  }

  /** At the end `end`, as often as it is asked. */
  next(): JsonToken {
    this.#take(blanks);
    const at = this.#at;
    if (at >= this.#text.length) return { kind: 'end', at };
    if (this.#text[at] === '"') return this.#string(at);
    if (this.#text[at] === '/') return this.#comment(at);
    const sign = this.#take(mark);
    if (sign) return { kind: 'mark', text: sign, at };
    const text = this.#take(literal);
    if (text) return { kind: 'literal', text, at };
    const found = this.#take(word) ?? this.#text[at] ?? '';
    if (/^[-+.]?\d/.test(found)) return { kind: 'wrong', at, message: `${found} is no number of JSON` };
    if (found.startsWith("'")) return { kind: 'wrong', at, message: 'strings stand in double quotes' };
    return { kind: 'wrong', at, message: `${found} is no value: strings stand in double quotes` };
  }

  #string(at: number): JsonToken {
    this.#at++;
    for (;;) {
      this.#take(plainPart);
      const next = this.#text[this.#at];
      if (next === '"') {
        this.#at++;
        return { kind: 'string', text: this.#text.slice(at, this.#at), at };
      }
      if (next === '\\' && this.#take(escape)) continue;
      return { kind: 'wrong', at: next === '\\' ? this.#at : at, message: this.#stringProblem(next) };
    }
  }

  #stringProblem(next: string | undefined): string {
    if (next === '\\') return `${this.#text.slice(this.#at, this.#at + 2).trim()} is no escape of JSON`;
    if (next === undefined || next === '\n') return 'the string has no end in its line';
    return next === '\t' ? 'write a tab in a string as \\t' : 'a control character in a string: write it as \\u00XX';
  }

  #comment(at: number): JsonToken {
    const isBlock = this.#text.startsWith('/*', at);
    if (!isBlock && !this.#text.startsWith('//', at))
      return { kind: 'wrong', at, message: 'expected a value, found /' };
    const end = isBlock ? this.#text.indexOf('*/', at + 2) : this.#text.indexOf('\n', at);
    if (isBlock && end < 0) return { kind: 'wrong', at, message: 'the comment has no end' };
    this.#at = end < 0 ? this.#text.length : end + (isBlock ? 2 : 0);
    return { kind: 'comment', at };
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found === '' ? undefined : found;
  }
}
