/** The words of a command, or why it cannot be run without a shell. */
export type SplitCommand = { readonly words: readonly string[] } | { readonly problem: string };

const OPERATORS: Readonly<Record<string, string>> = {
  '|': 'a pipe (|)',
  '&': '&',
  ';': ';',
  '<': 'a redirection (<)',
  '>': 'a redirection (>)',
  '(': 'a bracket',
  ')': 'a bracket',
  '`': 'a backtick',
  '\n': 'a second line',
};
const SHELL_WORD =
  /^(?:cd|exec|export|source|\.|eval|set|unset|ulimit|umask|trap|if|then|for|while|until|case|do|function|!|\{|\})$/;
// A line may be continued between the sign and what belongs to it.
const EXPANSION = /^\$(?:[\w{(@*#?!$'"-]|\\\n)/;
const EXPANSION_IN_DOUBLE = /^\$(?:[\w{(@*#?!$-]|\\\n)/;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/**
 * Splits a text as a POSIX shell would (Shell Command Language, 2.2 Quoting), where that needs no shell: quotes and backslashes. What only a
 * shell can do is refused: to leave it as it stands would run something else than what is written. `*` and `?` stay as they are.
 */
export function splitCommand(text: string): SplitCommand {
  const words: string[] = [];
  const rest = new Scanner(text.replace(/^[\s]*\n|[\r\n]+$/g, ''));
  while (rest.skipBlanks()) {
    const word = rest.word(words.length === 0);
    if (typeof word !== 'string') return word;
    words.push(word);
  }
  return words.length > 0 ? { words } : { problem: 'must name a command' };
}

/** Reads a text from its beginning to its end, word by word. */
class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a word follows. */
  skipBlanks(): boolean {
    const blanks = /(?:[ \t]|\\\r?\n)*/y;
    blanks.lastIndex = this.#at;
    blanks.exec(this.#text);
    this.#at = blanks.lastIndex;
    return this.#at < this.#text.length;
  }

  word(isFirst: boolean): string | { readonly problem: string } {
    const from = this.#at;
    const head = this.#headProblem(isFirst);
    if (head !== undefined) return { problem: head };
    let word = '';
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || char === ' ' || char === '\t') break;
      const part = this.#part(char);
      if (typeof part !== 'string') return part;
      word += part;
    }
    const written = this.#text.slice(from, this.#at);
    return isFirst && SHELL_WORD.test(written) ? { problem: `begins with ${written}, which is of the shell` } : word;
  }

  #headProblem(isFirst: boolean): string | undefined {
    const rest = this.#text.slice(this.#at, this.#at + 200);
    if (rest.startsWith('#')) return 'has a comment (#)';
    if (rest.startsWith('~')) return 'has a ~, which only a shell makes into a folder';
    return isFirst && ASSIGNMENT.test(rest) ? 'begins with a variable: those belong into env' : undefined;
  }

  /** A quoted piece, an escaped character, or a plain one. */
  #part(char: string): string | { readonly problem: string } {
    if (char === "'") return this.#single();
    if (char === '"') return this.#double();
    if (char === '\\') return this.#escaped();
    const operator = char === '\r' ? OPERATORS['\n'] : OPERATORS[char];
    if (operator !== undefined) return { problem: `has ${operator}` };
    if (this.#isExpansion(EXPANSION)) return { problem: `has a variable (${this.#variable()})` };
    this.#at += 1;
    return char;
  }

  #single(): string | { readonly problem: string } {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) return { problem: "has a ' without a second one" };
    const inner = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return inner;
  }

  #double(): string | { readonly problem: string } {
    let inner = '';
    this.#at += 1;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) return { problem: 'has a " without a second one' };
      if (char === '`') return { problem: 'has a backtick' };
      if (this.#isExpansion(EXPANSION_IN_DOUBLE)) return { problem: `has a variable (${this.#variable()})` };
      this.#at += 1;
      if (char === '"') return inner;
      inner += char === '\\' ? this.#escapedInDouble() : char;
    }
  }

  /** Behind a backslash inside of double quotes, where it escapes four characters only. */
  #escapedInDouble(): string {
    const next = this.#text[this.#at] ?? '';
    if (!/["\\$`\n]/.test(next)) return '\\';
    this.#at += 1;
    return next === '\n' ? '' : next;
  }

  #escaped(): string | { readonly problem: string } {
    const next = this.#text[this.#at + 1];
    if (next === undefined) return { problem: 'ends with a backslash' };
    this.#at += 2;
    return next === '\n' ? '' : next;
  }

  #isExpansion(form: RegExp): boolean {
    return form.test(this.#text.slice(this.#at, this.#at + 3));
  }

  #variable(): string {
    return /^\$(?:\w{1,30}|.?)/s.exec(this.#text.slice(this.#at, this.#at + 31))?.[0] ?? '$';
  }
}
