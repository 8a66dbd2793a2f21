/** What a backslash and a letter stand for in a name that git has quoted (quote.c of git), as bytes. */
const letters: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/**
 * Paths of the lines that `git ls-files` prints without `-z`, whatever `core.quotePath` is: names with special characters
 * come in quotes, as in C. In order, each once (a file in a merge conflict is printed several times). A nested repository
 * ends with `/`. Bytes that are no UTF-8 become U+FFFD.
 */
export function parseGitListing(lines: Iterable<string>): string[] {
  const paths = new Set<string>();
  for (const line of lines) {
    const path = line.length >= 2 && line.startsWith('"') && line.endsWith('"') ? unquote(line.slice(1, -1)) : line;
    if (path !== '') paths.add(path);
  }
  return [...paths];
}

function unquote(quoted: string): string {
  const parts: Buffer[] = [];
  for (const [token, octal, letter] of quoted.matchAll(/\\([0-3][0-7]{2})|\\(.)|[^\\]+|\\/gs)) {
    const byte = octal === undefined ? letters[letter ?? ''] : Number.parseInt(octal, 8);
    parts.push(byte === undefined ? Buffer.from(token) : Buffer.of(byte));
  }
  return Buffer.concat(parts).toString();
}
