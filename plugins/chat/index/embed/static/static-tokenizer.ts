/** Letters, digits and everything beyond ASCII: nothing that divides words lies within, nothing that matters around it. */
const run = /[A-Za-z0-9\u0080-\uffff]+/g;
const camel = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?:[a-rt-z]|s[a-z]))/g;
const word = /[a-z]+|[0-9]+|[^\P{L}a-z]+/gu;

const unknown = 0;
/** `[UNK]` in a text is the token of that name. */
const unknownToken = '[UNK]';
/** Of a word: longer ones are unknown. */
const maxWordLength = 40;

const maxRunsKept = 32_768;
const maxKeptLength = 64;

type Vocabulary = Pick<ReadonlyMap<string, number>, 'get'>;

/**
 * The tokenizer of the built-in model: the same ids as `tokenizer.json` has through a general library, several times faster,
 * because names come again and again and their ids are kept. Camel case is divided, then lower-cased, then divided into
 * runs of letters and of digits, then each is cut greedily into the longest known pieces (WordPiece). No special tokens.
 */
export class StaticTokenizer {
  readonly #vocabulary: Vocabulary;
  readonly #known = new Map<string, readonly number[]>();

  /** `vocabulary`: ids of the tokens; pieces within a word begin with `##`. */
  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Ids of the first `limit` tokens. What comes after them is not looked at. */
  encode(text: string, limit: number): number[] {
    const ids: number[] = [];
    for (const [at, section] of text.split(unknownToken).entries()) {
      if (at > 0) ids.push(unknown);
      this.#add(ids, section, limit);
      if (ids.length >= limit) break;
    }
    if (ids.length > limit) ids.length = limit;
    return ids;
  }

  #add(ids: number[], text: string, limit: number): void {
    run.lastIndex = 0;
    for (let found = run.exec(text); found && ids.length < limit; found = run.exec(text)) {
      const [part] = found;
      if (part.length > maxKeptLength) this.#addLong(ids, part, limit);
      else for (const id of this.#idsOf(part)) ids.push(id);
    }
  }

  /** Data mostly: not kept, and not looked at further than needed. */
  #addLong(ids: number[], text: string, limit: number): void {
    for (const [each] of divided(text).matchAll(word)) {
      if (ids.length >= limit) return;
      ids.push(...this.#pieces(each));
    }
  }

  #idsOf(text: string): readonly number[] {
    const known = this.#known.get(text);
    if (known) return known;
    const words = divided(text).match(word) ?? [];
    const ids = words.flatMap((each) => this.#pieces(each));
    this.#keep(text, ids);
    return ids;
  }

  #keep(text: string, ids: readonly number[]): void {
    if (this.#known.size >= maxRunsKept) this.#known.clear();
    this.#known.set(text, ids);
  }

  /** Greedy, longest first. A word that cannot be cut is one unknown token. */
  #pieces(text: string): readonly number[] {
    if (text.length > maxWordLength) return [unknown];
    const ids: number[] = [];
    for (let start = 0; start < text.length;) {
      const piece = this.#longestAt(text, start);
      if (!piece) return [unknown];
      ids.push(piece.id);
      start = piece.end;
    }
    return ids;
  }

  #longestAt(text: string, start: number): { readonly id: number; readonly end: number } | undefined {
    const prefix = start === 0 ? '' : '##';
    for (let end = text.length; end > start; end -= 1) {
      const id = this.#vocabulary.get(prefix + text.slice(start, end));
      if (id !== undefined) return { id, end };
    }
    return undefined;
  }
}

const divided = (text: string): string => text.replace(camel, ' ').toLowerCase();
