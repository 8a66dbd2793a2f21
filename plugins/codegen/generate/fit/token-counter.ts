import type { TextTools } from 'devmgr/plugin-api';

const mostKept = 400;

/** Counts tokens, and remembers it: the same context is counted again with every word of a prompt and with every round. */
export class TokenCounter {
  readonly #text: Pick<TextTools, 'countTokens'>;
  readonly #known = new Map<string, number>();

  constructor(text: Pick<TextTools, 'countTokens'>) {
    this.#text = text;
  }

  async count(text: string): Promise<number> {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const tokens = await this.#text.countTokens(text);
    if (this.#known.size >= mostKept) this.#known.clear();
    this.#known.set(text, tokens);
    return tokens;
  }

  /** As `TextTools.countTokens` with a limit: not remembered. */
  countUpTo(text: string, most: number): Promise<number> {
    const known = this.#known.get(text);
    return known === undefined ? this.#text.countTokens(text, most) : Promise.resolve(known);
  }
}
