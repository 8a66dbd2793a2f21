/** M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980: the steps in its words. */

const consonant = '(?:[^aeiouy]|(?<=[aeiou])y|^y)';
const vowel = '(?:[aeiou]|(?<=[^aeiou])y)';
const measured = new RegExp(`${vowel}+(?:${consonant})+`, 'g');
const hasVowel = new RegExp(vowel);
const shortEnd = new RegExp(`${consonant}${vowel}[^aeiouwxy]$`);

/** How often a vowel is followed by a consonant: `m` in the paper. */
function measure(stem: string): number {
  return stem.match(measured)?.length ?? 0;
}

type Rule = readonly [suffix: string, replacement: string];

const step2: readonly Rule[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const step3: readonly Rule[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const step4 = 'ement,ance,ence,able,ible,ment,ant,ent,ism,ate,iti,ous,ive,ize,al,er,ic,ou'.split(',');

/** The stem of an English word in small letters. */
export function porterStem(word: string): string {
  if (word.length < 3) return word;
  return [
    plural,
    past,
    finalY,
    (w: string) => longest(w, step2),
    (w: string) => longest(w, step3),
    endings,
    finalE,
  ].reduce((stem, step) => step(stem), word);
}

function plural(word: string): string {
  if (/(ss|i)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function past(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const stem = word.replace(/(ed|ing)$/, '');
  if (stem === word || !hasVowel.test(stem)) return word;
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeioulsz])\1$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && shortEnd.test(stem) ? `${stem}e` : stem;
}

function finalY(word: string): string {
  return word.endsWith('y') && hasVowel.test(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;
}

/** The longest suffix that fits decides, whether or not its rule can be used. */
function longest(word: string, rules: readonly Rule[]): string {
  const fitting = rules.filter(([suffix]) => word.endsWith(suffix)).sort((a, b) => b[0].length - a[0].length);
  const [suffix, replacement] = fitting[0] ?? ['', ''];
  const stem = word.slice(0, word.length - suffix.length);
  return suffix !== '' && measure(stem) > 0 ? stem + replacement : word;
}

function endings(word: string): string {
  if (/[st]ion$/.test(word)) return measure(word.slice(0, -3)) > 1 ? word.slice(0, -3) : word;
  const suffix = step4.find((each) => word.endsWith(each));
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  return measure(stem) > 1 ? stem : word;
}

function finalE(word: string): string {
  const stem = word.slice(0, -1);
  if (word.endsWith('e') && (measure(stem) > 1 || (measure(stem) === 1 && !shortEnd.test(stem)))) return stem;
  return word.endsWith('ll') && measure(word) > 1 ? stem : word;
}
