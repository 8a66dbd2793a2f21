const mask = '***';
const shortest = 6;
const longest = 2_000;

/** `postgres`, `changeme`: masked everywhere they would make a text unreadable. */
const plainWord = /^[A-Za-z]{1,12}$/;
const constant = /^(?:None|null|true|false|undefined)\b/i;
/** A short one is a count, a port or a time. */
const shortNumber = /^[-+]?[\d._]{1,7}$/;
const path = /^(?:~|\.{0,2})\/[\w.@-]+(?:\/[\w.@-]+)+\/?$/;

/**
 * What was taken out of a text when it was masked, as far as it is to be masked where it stands without its name too.
 * `masked`: the text with `***` in the place of each.
 */
export function maskedValues(text: string, masked: string): readonly string[] {
  if (text === masked) return [];
  const [start = '', ...kept] = masked.split(mask);
  if (!text.startsWith(start)) return [];
  const values: string[] = [];
  let at = start.length;
  for (const [index, next] of kept.entries()) {
    // What is masked has a character at least.
    const end = index === kept.length - 1 ? text.length - next.length : text.indexOf(next, at + 1);
    if (end < at || !text.startsWith(next, end)) break;
    values.push(text.slice(at, end));
    at = end + next.length;
  }
  return values.map((value) => value.replace(/[.:!?]+$/, '')).filter(isTelling);
}

function isTelling(value: string): boolean {
  if (value.length < shortest || value.length > longest || value.includes(mask)) return false;
  return ![plainWord, constant, shortNumber, path].some((pattern) => pattern.test(value));
}
