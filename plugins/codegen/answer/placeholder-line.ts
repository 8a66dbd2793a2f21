import { familyOfPath } from './language-families.js';

const marks = String.raw`(?:#+|\/\/+|--|;+|%|\/\*+|<!--|\{\/\*|\*|"""|''')`;
const commented = new RegExp(String.raw`^\s*(?:(?:pass|\.{3}|…)\s*)?${marks}\s*(.*)$`, 'i');
const htmlComment = /^\s*<!--\s*(.*)$/;
const inBrackets = /^\s*[[<({]\s*((?:\.{3}|…)?\s*[\p{L}-]+[ ,].*)[\])}>]\s*$/u;
const things =
  'code|file|class(?:e)?|function|method|module|implementation|content|import|route|endpoint|test|logic|definition|field|model|config(?:uration)?|line|section|part|handler|view';
const unchanged =
  '(?:here|goes here|go here|unchanged|untouched|(?:the )?same|as (?:before|is|above|it was|they were|in the original)|as-is|omitted|not shown|continues?|below|above|snipped|elided|intact)';

/** `... rest of the code`, `...`. */
const elision =
  /^(?:\.{3}|…)\s*(?:$|[\])*-]|.*\b(?:rest|existing|unchanged|remain(?:ing|s)?|previous|other|same|omitted|before|keep|kept)\b)/i;
const phrases: readonly RegExp[] = [
  String.raw`.*\brest of (?:the |your |this )?(?:existing |original )?(?:${things})e?s?\b`,
  String.raw`(?:the )?(?:existing|previous|remaining|other|original) (?:${things})s? (?:here|goes here|remains?|stays?|unchanged|as before|above|below|continues?)\b`,
  String.raw`.*\b(?:remains?|stays?) (?:unchanged|the same|as (?:is|before))\b`,
  String.raw`(?:unchanged|omitted)\b`,
  String.raw`.*\bomitted for brevity\b`,
  // From here on nothing else may stand in the line.
  String.raw`(?:the )?(?:rest|remainder)(?: (?:is|are|stays?|remains?))?(?: ${unchanged})*$`,
  String.raw`(?:the |your |all )*(?:existing|remaining) (?:code|file|implementation|content|logic|functions?|methods?|class(?:es)?)(?: ${unchanged})*$`,
  String.raw`(?:the |your |all )*(?:existing|remaining|previous|other|original|old) (?:[\w-]+ ){1,2}(?:(?:is|are|stay|stays|remain|remains|goes|go) )?${unchanged}$`,
  String.raw`(?:the )?same (?:code )?as (?:before|above|in the original|the original)$`,
  String.raw`(?:no|without) (?:further |other )?changes?(?: (?:below|above|here|needed|from here(?: on)?|to the rest.*))?$`,
  String.raw`keep (?:everything|all)(?: (?:else|the rest|as (?:is|before)|unchanged))*$`,
  String.raw`keep (?:the |all |your )*(?:rest|remaining|existing|other|previous)\b.{0,40}$`,
  String.raw`(?:everything|all) else(?: (?:is|stays|remains))?(?: ${unchanged})?$`,
  String.raw`(?:code|content|lines?|implementation) (?:is |are )?(?:omitted|truncated|unchanged|elided|continues?|not shown)\b`,
  String.raw`(?:\.{3}|…)?\s*(?:snip|snipped|truncated|elided)\s*(?:\.{3}|…)?$`,
  String.raw`(?:etc|and so on|and so forth)$`,
].map((phrase) => new RegExp(`^(?:${phrase})`, 'i'));

/** Longer lines are no such sign. */
const longest = 200;
/** In words, three dots are words; in YAML they end a document. */
const ofWords: ReadonlySet<string | undefined> = new Set(['markdown', 'text', 'html', 'csv']);

/**
 * Finds a line that stands for code which the model did not write: `# ... rest of the code unchanged`. A line that is in the file already
 * is none. From zero; `undefined`: there is none. `path`: tells what a comment is there; without it anything may be one.
 */
export function placeholderLine(text: string, before: string, path = ''): number | undefined {
  const known = new Set(before.split('\n'));
  const family = familyOfPath(path);
  const index = text
    .split('\n')
    .findIndex((line) => line.length <= longest && isPlaceholder(line, family) && !known.has(line));
  return index < 0 ? undefined : index;
}

function isPlaceholder(line: string, family: string | undefined): boolean {
  const isOfWords = ofWords.has(family);
  if (!isOfWords && family !== 'yaml' && /^(?:\.{3}|\s*…)\s*$/.test(line)) return true;
  const comment = (isOfWords ? htmlComment : commented).exec(line)?.[1];
  const words = comment ?? inBrackets.exec(line)?.[1];
  if (words === undefined) return false;
  const said = words.replace(/^[\s([<*=~#-]+/, '').replace(/[\s)\]>}*=~#/.:!"'-]+$/, '');
  const isElided = elision.test(words.replace(/^[\s([<*=~#-]+/, ''));
  return isElided || phrases.some((phrase) => phrase.test(said.replace(/^(?:\.{3}|…)\s*/, '')));
}
