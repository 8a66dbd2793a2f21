import { readVocabulary } from './read-vocabulary.js';

const opening = '"vocab":{';

/** So many searches in the text take as long as reading all tokens. */
const mostSearches = 60;

/**
 * The ids of the tokens of a `tokenizer.json`, looked up in its text at first: a query has a few words, nearly all of them are
 * tokens, and the first search of a process does not wait until 30,000 tokens are read.
 */
export class TextVocabulary {
  readonly #start: number;
  #json: string;
  #searches = 0;
  #tokens: ReadonlyMap<string, number> | undefined;

  constructor(json: string) {
    this.#json = json;
    this.#start = json.indexOf(opening) + opening.length;
  }

  get(token: string): number | undefined {
    if (!this.#tokens && this.#searches < mostSearches) return this.#search(token);
    this.#tokens ??= this.#readAll();
    return this.#tokens.get(token);
  }

  #search(token: string): number | undefined {
    this.#searches += 1;
    const name = `"${token}":`;
    // In the file the vocabulary comes last, and nothing in it is escaped: see `readVocabulary`.
    const at = this.#json.indexOf(name, this.#start);
    return at < 0 ? undefined : Number.parseInt(this.#json.slice(at + name.length, at + name.length + 10), 10);
  }

  #readAll(): ReadonlyMap<string, number> {
    const tokens = readVocabulary(this.#json);
    this.#json = '';
    return tokens;
  }
}
