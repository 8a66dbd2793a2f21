/**
 * The lines of a text, counted from zero, with their line ends. Lines end at `\n` only, as tree-sitter and git count them.
 * An empty text has no lines. Nothing is copied until it is asked for.
 */
export class SourceLines {
  readonly #starts = [0];

  constructor(readonly text: string) {
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) this.#starts.push(end + 1);
    if (this.#starts.at(-1) !== text.length) this.#starts.push(text.length);
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  /** Where the line begins in the text; its length for lines past the end. */
  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The lines from one to another, exclusive, as they are in the file. */
  slice(from: number, to: number): string {
    return this.text.slice(this.start(from), this.start(to));
  }

  /** One line without its line end. */
  line(line: number): string {
    return this.slice(line, line + 1).replace(/\r?\n$/, '');
  }

  /** White space before the first character that is none, in characters; `undefined` for a blank line. */
  indent(line: number): number | undefined {
    const [start, end] = [this.start(line), this.start(line + 1)];
    for (let at = start; at < end; at += 1) {
      const code = this.text.charCodeAt(at);
      const isSpace = code === 32 || (code >= 9 && code <= 13);
      if (!isSpace) return at - start;
    }
    return undefined;
  }

  /** The first character that is no white space; `undefined` for a blank line. */
  firstCharacter(line: number): string | undefined {
    const indent = this.indent(line);
    return indent === undefined ? undefined : this.text[this.start(line) + indent];
  }
}
