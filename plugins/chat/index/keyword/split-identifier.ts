type LetterKind = 'lower' | 'upper' | 'digit' | 'none';

/**
 * The words of an ASCII identifier in lower case: `HTTPServer` is `http`, `server`; `order_id2` is `order`, `id`, `2`;
 * `userIDs` is `user`, `ids`.
 */
export function splitIdentifier(name: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 1; at <= name.length; at++) {
    if (at < name.length && !isBoundary(name, at)) continue;
    const part = name.slice(start, at);
    if (kindAt(name, start) !== 'none') parts.push(part.toLowerCase());
    start = at;
  }
  return parts;
}

function isBoundary(name: string, at: number): boolean {
  const before = kindAt(name, at - 1);
  const here = kindAt(name, at);
  if (before === here) return here === 'upper' && kindAt(name, at + 1) === 'lower' && !isPlural(name, at + 1);
  return !(before === 'upper' && here === 'lower');
}

/** The small s of `URLs` and `userIDsOf`. */
function isPlural(name: string, at: number): boolean {
  return name[at] === 's' && kindAt(name, at + 1) !== 'lower';
}

function kindAt(name: string, at: number): LetterKind {
  const code = name.charCodeAt(at);
  if (code >= 97 && code <= 122) return 'lower';
  if (code >= 65 && code <= 90) return 'upper';
  return code >= 48 && code <= 57 ? 'digit' : 'none';
}
