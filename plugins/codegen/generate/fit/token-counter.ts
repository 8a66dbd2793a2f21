import type { TextTools } from 'devmgr/plugin-api';

const mostKept = 400;
/** Shorter ones are counted faster than they are kept; longer ones would fill the memory. */
const kept = { fewest: 400, most: 200_000 };

/** Counts tokens, and remembers it: the same context is counted again with every word of a prompt and with every round. */
export class TokenCounter {
  readonly #text: Pick<TextTools, 'countTokens'>;
  readonly #known = new Map<string, number>();

  constructor(text: Pick<TextTools, 'countTokens'>) {
    this.#text = text;
  }

  count(text: string): Promise<number> {
    return this.countUpTo(text, Number.POSITIVE_INFINITY);
  }

  /** As `TextTools.countTokens` with a limit. */
  async countUpTo(text: string, most: number): Promise<number> {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const tokens = await this.#text.countTokens(text, most);
    if (tokens <= most && text.length >= kept.fewest && text.length <= kept.most) this.#keep(text, tokens);
    return tokens;
  }

  #keep(text: string, tokens: number): void {
    if (this.#known.size >= mostKept) this.#known.clear();
    this.#known.set(text, tokens);
  }
}
