/** Whether a character (its code) is of a set. */
export type CharacterSet = (code: number) => boolean;

/** As git understands them: ASCII only. */
const namedClasses: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,

  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/**
 * Reads `[…]` of a pattern from its `[` on, as wildmatch.c of git does. `end` is behind the `]`. `undefined`: it is not
 * closed or names a class that there is none of, and then the whole pattern matches nothing.
 */
export function readBracketExpression(
  pattern: string,
  start: number,
): { readonly set: CharacterSet; readonly end: number } | undefined {
  const isNegated = pattern[start + 1] === '!' || pattern[start + 1] === '^';
  const sets: CharacterSet[] = [];
  let at = start + (isNegated ? 2 : 1);
  let previous: number | undefined;
  // The first character is always a member, also `]`.
  for (let isFirst = true; isFirst || pattern[at] !== ']'; isFirst = false) {
    const member = readMember(pattern, at, previous);
    if (member === undefined) return undefined;
    sets.push(member.set);
    ({ end: at, last: previous } = member);
  }
  const set: CharacterSet = (code) => code !== slash && sets.some((one) => one(code)) !== isNegated;
  return { set, end: at + 1 };
}

const slash = 47;

interface Member {
  readonly set: CharacterSet;
  readonly end: number;
  /** Where a range may begin; not after a range or a class. */
  readonly last: number | undefined;
}

function readMember(pattern: string, at: number, previous: number | undefined): Member | undefined {
  const next = pattern[at + 1];
  if (pattern[at] === '-' && previous !== undefined && next !== undefined && next !== ']') {
    const to = readCharacter(pattern, at + 1);
    return to && { set: (code) => code >= previous && code <= to.code, end: to.end, last: undefined };
  }
  if (pattern[at] === '[' && next === ':') {
    const close = pattern.indexOf(']', at + 2);
    if (close === -1) return undefined;
    if (close > at + 2 && pattern[close - 1] === ':') return readClass(pattern.slice(at + 2, close - 1), close + 1);
  }
  const one = readCharacter(pattern, at);
  return one && { set: (code) => code === one.code, end: one.end, last: one.code };
}

function readClass(name: string, end: number): Member | undefined {
  const members = Object.hasOwn(namedClasses, name) ? namedClasses[name] : undefined;
  return members && { set: (code) => members.test(String.fromCharCode(code)), end, last: undefined };
}

function readCharacter(pattern: string, at: number): { readonly code: number; readonly end: number } | undefined {
  const place = pattern[at] === '\\' ? at + 1 : at;
  return place < pattern.length ? { code: pattern.charCodeAt(place), end: place + 1 } : undefined;
}
