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
  const bytes = Buffer.from(quoted);
  let length = 0;
  for (let at = 0; at < bytes.length; length += 1) {
    const read = bytes[at] === backslash ? readEscape(bytes, at + 1) : undefined;
    bytes[length] = read?.byte ?? bytes[at] ?? 0;
    at = read?.end ?? at + 1;
  }
  return bytes.toString('utf8', 0, length);
}

const backslash = 92;

/** From behind the backslash: three octal digits or a letter. */
function readEscape(bytes: Buffer, at: number): { readonly byte: number; readonly end: number } | undefined {
  const letter = letters[String.fromCharCode(bytes[at] ?? 0)];
  if (letter !== undefined) return { byte: letter, end: at + 1 };
  const digits = bytes.toString('latin1', at, at + 3);
  return /^[0-3][0-7]{2}$/.test(digits) ? { byte: Number.parseInt(digits, 8), end: at + 3 } : undefined;
}
