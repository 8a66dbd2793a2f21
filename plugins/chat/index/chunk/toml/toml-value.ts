/** Follows values over several lines, so that what looks like a table in a text or a list is not taken for one. */
export class TomlValue {
  /** What ends the text that is open. */
  #quote: string | undefined;
  #brackets = 0;

  /** Whether the next line is still in a value. */
  get isOpen(): boolean {
    return this.#quote !== undefined || this.#brackets > 0;
  }

  /** A line without its line end. */
  read(line: string): void {
    const expression = /"""|'''|["']|\\.|#|[[\]{}]/g;
    for (const [token] of line.matchAll(expression)) {
      if (this.#quote !== undefined) this.#close(token);
      else if (token === '#') break;
      else if (/["']/.test(token)) this.#quote = token;
      else if (token === '[' || token === '{') this.#brackets += 1;
      else if (token === ']' || token === '}') this.#brackets = Math.max(0, this.#brackets - 1);
    }
    // Only texts in three quotes go on in the next line.
    if (this.#quote?.length === 1) this.#quote = undefined;
  }

  #close(token: string): void {
    if (token === this.#quote) this.#quote = undefined;
    // An empty text before another: `""` and `"` look like three quotes.
    else if (this.#quote?.length === 1 && token.length === 3 && token.startsWith(this.#quote)) this.#quote = undefined;
  }
}
