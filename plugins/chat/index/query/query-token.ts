/** A part of a query between spaces. */
export interface QueryToken {
  /** As it was typed, without quotes, minus and filter name. */
  readonly text: string;
  /** `lang` of `lang:py`. */
  readonly name: string | undefined;
  /** `-word`, `-path:tests/`. */
  readonly isExcluded: boolean;
  readonly isQuoted: boolean;
}

/** A name with a colon counts as a filter's only before a value: not in `std::find`, `http://` and `note: this`. */
const token = /(-)?(?:([A-Za-z]+):(?!:|\/\/|\s|$))?(?:"([^"\n]*)"|(\S+))/g;

/** A query in its parts. Quotes hold words together; a quote that is not closed is a character like others. */
export function queryTokens(text: string): readonly QueryToken[] {
  return [...text.matchAll(token)].map(([, minus, name, quoted, word = '']) => ({
    text: quoted ?? word,
    name,
    isExcluded: minus !== undefined,
    isQuoted: quoted !== undefined,
  }));
}
