/** What the person typed into the filter. */
export type TextQuery =
  | { readonly kind: 'words'; readonly wanted: readonly string[]; readonly unwanted: readonly string[] }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'invalid'; readonly reason: string };

const REGEX = /^\/(.+?)\/([imsu]*)$/s;

/**
 * Reads a filter: words that must all occur, in any case (`-word`: must not), or `/regular expression/` with the flags
 * i, m, s and u. A beginning slash alone is a regular expression that is still being typed.
 */
export function parseTextQuery(text: string): TextQuery {
  const regex = REGEX.exec(text.trim());
  if (regex) return checkRegex(regex[1] ?? '', regex[2] ?? '');
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return {
    kind: 'words',
    wanted: words.filter((word) => !isUnwanted(word)),
    unwanted: words.filter(isUnwanted).map((word) => word.slice(1)),
  };
}

/** Whether anything was typed that filters, or tries to. */
export function hasText(query: TextQuery): boolean {
  return query.kind !== 'words' || query.wanted.length + query.unwanted.length > 0;
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
