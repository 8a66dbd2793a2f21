const IDENTIFIER = /[\p{L}\p{N}_]+/gu;
const HUMPS = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|_+/u;

/**
 * The words of code or prose, in lower case, without endings: `addItems` gives `additem` (the whole name, as a rarer word),
 * `add` and `item`. In the order of the text, repeated as often as they stand there.
 */
export function wordsOf(text: string): readonly string[] {
  // Code says the same names over and over.
  const known = new Map<string, readonly string[]>();
  const words: string[] = [];
  for (const [name] of text.matchAll(IDENTIFIER)) {
    const found = known.get(name) ?? wordsOfName(name);
    known.set(name, found);
    words.push(...found);
  }
  return words;
}

function wordsOfName(name: string): readonly string[] {
  const parts = name.split(HUMPS).filter((part) => part !== '');
  const words = parts.length > 1 ? [parts.join(''), ...parts] : parts;
  return words.map((word) => withoutEnding(word.toLowerCase()));
}

/** Roughly, and the same for question and code: `orders` and `order`, `creating`, `created` and `create` are one word. */
function withoutEnding(word: string): string {
  return word.replace(/(?<=.{3})(?<!s)s$/u, '').replace(/(?<=.{4})(ing|ed|e)$/u, '');
}
