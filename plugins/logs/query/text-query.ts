/** What the person typed into the filter. */
export type TextQuery =
  | {
      readonly kind: 'words';
      readonly wanted: readonly string[];
      readonly unwanted: readonly string[];
      /** Must all occur in the id of the test that an entry belongs to. */
      readonly tests?: readonly string[];
    }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'invalid'; readonly reason: string };

const REGEX = /^\/(.+?)\/([imsu]*)$/s;

const TEST = 'test:';
/** A word; `test:"…"` may hold blanks. */
const WORD = /test:"[^"]*"?|\S+/g;

/**
 * Reads a filter: words that must all occur, in any case (`-word`: must not; `test:word`: in the id of the test that caused it), or `/regular expression/` with the flags
 * i, m, s and u. A beginning slash alone is a regular expression that is still being typed.
 */
export function parseTextQuery(text: string): TextQuery {
  const regex = REGEX.exec(text.trim());
  if (regex) return checkRegex(regex[1] ?? '', regex[2] ?? '');
  const words = text.toLowerCase().match(WORD) ?? [];
  const tests = words.filter(isTest).map((word) => word.slice(TEST.length).replaceAll('"', ''));
  const others = words.filter((word) => !isTest(word));
  return {
    kind: 'words',
    wanted: others.filter((word) => !isUnwanted(word)),
    unwanted: others.filter(isUnwanted).map((word) => word.slice(1)),
    ...(tests.length > 0 && { tests }),
  };
}

/** Whether anything was typed that filters, or tries to. */
export function hasText(query: TextQuery): boolean {
  return query.kind !== 'words' || query.wanted.length + query.unwanted.length > 0 || query.tests !== undefined;
}

function isTest(word: string): boolean {
  return word.startsWith(TEST);
}

function isUnwanted(word: string): boolean {
  return word.length > 1 && word.startsWith('-');
}

function checkRegex(source: string, flags: string): TextQuery {
  try {
    new RegExp(source, flags);
    return { kind: 'regex', source, flags };
  } catch (error) {
    // `Invalid regular expression: /(/: Unterminated group`: the last part says it.
    const reason = error instanceof Error ? (error.message.split(': ').at(-1) ?? error.message) : String(error);
    return { kind: 'invalid', reason };
  }
}
