/**
 * Whether a pattern as in gitignore(5) names a file or a folder above it. `path` from the root. No `!` (see `isNamed`). The time is
 * bounded by the lengths multiplied, whatever the pattern is.
 */
export function matchesPattern(pattern: string, path: string): boolean {
  const bare = pattern.replace(/^\//, '');
  const isFolderOnly = bare.endsWith('/');
  const wanted = bare.replace(/\/+$/, '').split('/');
  const parts = path.split('/');
  const isAnchored = pattern.startsWith('/') || wanted.length > 1;
  const ways = isAnchored ? wanted : ['**', ...wanted];
  // A pattern that names a folder names all that is in it.
  const most = isFolderOnly ? parts.length - 1 : parts.length;
  for (let length = 1; length <= most; length++)
    if (matchList(ways, parts.slice(0, length), (part) => part === '**', matchesName)) return true;
  return false;
}

/** Of patterns in order the last one that matches decides; `!` takes back. Gives that pattern when the file is named. */
export function namedBy(patterns: readonly string[], path: string): string | undefined {
  let by: string | undefined;
  for (const written of patterns) {
    const pattern = written.trim();
    if (pattern === '' || pattern.startsWith('#')) continue;
    if (pattern.startsWith('!')) by = matchesPattern(pattern.slice(1), path) ? undefined : by;
    else if (matchesPattern(pattern, path)) by = pattern;
  }
  return by;
}

function matchesName(pattern: string, name: string): boolean {
  const signs = pattern.match(/\\.|\[!?\]?[^\]]*\]|./gsu) ?? [];
  return matchList(signs, [...name], (sign) => /^\*+$/.test(sign), matchesSign);
}

function matchesSign(sign: string, character: string): boolean {
  if (sign === '?') return true;
  if (sign.length > 1 && sign.startsWith('\\')) return sign.slice(1) === character;
  if (sign.length > 2 && sign.startsWith('[')) return isInClass(sign.slice(1, -1), character);
  return sign === character;
}

function isInClass(written: string, character: string): boolean {
  const isNegated = /^[!^]/.test(written);
  const inner = isNegated ? written.slice(1) : written;
  const ranges = inner.match(/.-.|./gsu) ?? [];
  const isIn = ranges.some((range) => {
    const [from = '', , to = from] = [...range];
    return character >= from && character <= to;
  });
  return isIn !== isNegated;
}

/** A list with stars, each for any number of elements. Goes back to the last star only, which suffices. */
function matchList<T>(
  pattern: readonly string[],
  list: readonly T[],
  isStar: (sign: string) => boolean,
  matches: (sign: string, element: T) => boolean,
): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let index = 0; index < list.length;) {
    const sign = pattern[at];
    if (sign !== undefined && isStar(sign)) {
      star = at++;
      taken = index;
    } else if (sign !== undefined && matches(sign, list[index] as T)) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++taken;
    } else return false;
  }
  return pattern.slice(at).every(isStar);
}
