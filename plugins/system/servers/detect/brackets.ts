/** How a token changes the depth of brackets: 1, -1 or 0. */
export function depthChange(token: string): number {
  if (token === '(' || token === '[' || token === '{') return 1;
  return token === ')' || token === ']' || token === '}' ? -1 : 0;
}

/** Splits tokens at a separator that stands in no brackets. */
export function splitOutsideBrackets(tokens: readonly string[], separator: string): string[][] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthChange(token);
    if (token === separator && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The index of the bracket that closes the one at `open`; -1 when none does. */
export function closingIndex(tokens: readonly string[], open: number): number {
  let depth = 0;
  return tokens.findIndex((token, index) => {
    if (index < open) return false;
    depth += depthChange(token);
    return depth === 0;
  });
}
