/** A word of a filter line. */
export interface FilterWord {
  /** What stands before the first `:` outside quotes, in lower case; `undefined`: none, or the word begins with a quote. */
  readonly key: string | undefined;
  /** What is looked for: without the key and the quotes. */
  readonly value: string;
  /** The whole word without quotes and minus. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** A minus stands before it. */
  readonly isNot: boolean;
}

const rest = String.raw`"[^"]*"?|'[^']*'?`;
const word = new RegExp(String.raw`(-?)(?:([A-Za-z]+):(?!:)(${rest}|\S*)|(${rest}|\S+))`, 'gu');

/** Splits a filter line: blanks part words, except inside quotes. A quote that is not closed goes to the end. Never throws. */
export function filterWords(line: string): readonly FilterWord[] {
  return [...line.matchAll(word)].map(([, minus, key, ofKey, plain]) => {
    const written = ofKey ?? plain ?? '';
    const isQuoted = /^["']/.test(written);
    const value = isQuoted ? withoutQuotes(written) : written;
    return {
      key: key?.toLowerCase(),
      value,
      text: key === undefined ? value : `${key}:${value}`,
      isQuoted,
      isNot: minus === '-',
    };
  });
}

function withoutQuotes(text: string): string {
  return text.slice(1, text.length > 1 && text.endsWith(text[0] ?? '') ? -1 : undefined);
}
