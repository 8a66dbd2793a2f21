/** What no rule gets right. */
const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ids: 'id',
    apis: 'api',
    used: 'use',
    uses: 'use',
    using: 'use',
    indices: 'index',
    matrices: 'matrix',
    vertices: 'vertex',
    children: 'child',
    registry: 'regist',
    registration: 'regist',
    built: 'build',
    broke: 'break',
    broken: 'break',
    chose: 'choos',
    chosen: 'choos',
    found: 'find',
    kept: 'keep',
    sent: 'send',
    threw: 'throw',
    thrown: 'throw',
    wrote: 'writ',
    written: 'writ',
  }),
);

interface Rule {
  readonly suffix: string;
  readonly to: string;
  /** Letters that are left at least. */
  readonly least: number;
  /** The rest must end so. */
  readonly after?: RegExp;
  /** Verbs: a doubled consonant becomes one, a lost `e` comes back for the rules of `ate` and `ize`. */
  readonly isVerb?: boolean;
}

const vowel = /[aeiouy]/;

/** The first that fits is taken, again and again until none fits: so a stem is its own stem. */
const rules: readonly Rule[] = [
  { suffix: 'sses', to: 'ss', least: 1 },
  { suffix: 'ies', to: 'y', least: 2 },
  { suffix: 'ied', to: 'y', least: 2 },
  { suffix: 'es', to: '', least: 2, after: /(?:[xz]|[cs]h)$/ },
  { suffix: 's', to: '', least: 3, after: /[^siu]$/ },
  { suffix: 'bility', to: 'ble', least: 3 },
  { suffix: 'ization', to: '', least: 4 },
  { suffix: 'isation', to: '', least: 5 },
  { suffix: 'ation', to: '', least: 4 },
  { suffix: 'ative', to: '', least: 4 },
  { suffix: 'ator', to: '', least: 4 },
  { suffix: 'ion', to: '', least: 4, after: /[st]$/ },
  { suffix: 'ive', to: '', least: 4, after: /[st]$/ },
  { suffix: 'or', to: '', least: 4, after: /[st]$/ },
  { suffix: 'ing', to: '', least: 3, isVerb: true },
  { suffix: 'ed', to: '', least: 3, after: /[^e]$/, isVerb: true },
  { suffix: 'ifier', to: 'ify', least: 3 },
  { suffix: 'er', to: '', least: 4, after: /[^e]$/, isVerb: true },
  { suffix: 'ery', to: '', least: 5 },
  { suffix: 'ment', to: '', least: 4 },
  { suffix: 'ness', to: '', least: 4 },
  { suffix: 'ical', to: 'ic', least: 3 },
  { suffix: 'ly', to: '', least: 4 },
  { suffix: 'ity', to: '', least: 4 },
  { suffix: 'able', to: '', least: 4 },
  { suffix: 'ate', to: '', least: 4, after: /[^eo]$/ },
  { suffix: 'ize', to: '', least: 4 },
  { suffix: 'ise', to: '', least: 5 },
  { suffix: 'e', to: '', least: 3, after: /[^e]$/ },
];

/** Rules by the last letter of their suffix: most words look at four of them. */
const rulesByEnd = new Map<string, Rule[]>();
for (const rule of rules) {
  const end = rule.suffix.slice(-1);
  rulesByEnd.set(end, [...(rulesByEnd.get(end) ?? []), rule]);
}

/**
 * Folds the forms of an English word into one: `orders` and `ordering` become `order`; `serialize`, `serializer` and
 * `serialization` become `serial`; `cache`, `cached` and `caching` become `cach`. Lighter than Porter's, for words of code
 * are short and often abbreviations: `error`, `user`, `string`, `table` stay. Idempotent.
 * @param word ASCII letters in lower case; anything else is given back.
 */
export function stem(word: string): string {
  let current = irregular.get(word) ?? word;
  for (let next = step(current); next !== current; next = step(current)) current = irregular.get(next) ?? next;
  return current;
}

function step(word: string): string {
  if (word.length < 4) return word;
  for (const rule of rulesByEnd.get(word.slice(-1)) ?? []) {
    if (!word.endsWith(rule.suffix)) continue;
    const rest = word.slice(0, -rule.suffix.length);
    if (rest.length < rule.least || !vowel.test(rest) || (rule.after && !rule.after.test(rest))) continue;
    return rule.isVerb ? restored(rest) : rest + rule.to;
  }
  return word;
}

function restored(rest: string): string {
  if (/(?:at|iz|bl)$/.test(rest)) return `${rest}e`;
  return /([bdgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest;
}
