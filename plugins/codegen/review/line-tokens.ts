/** The lines of a text, each with its `\n`; joined they are the text again. The last may have none. An empty text has no line. */
export function lineTokens(text: string): readonly string[] {
  const tokens: string[] = [];
  let from = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    tokens.push(text.slice(from, end + 1));
    from = end + 1;
  }
  if (from < text.length) tokens.push(text.slice(from));
  return tokens;
}

/** A line without its end. */
export function withoutEnd(token: string): string {
  return token.endsWith('\n') ? token.slice(0, -1) : token;
}
