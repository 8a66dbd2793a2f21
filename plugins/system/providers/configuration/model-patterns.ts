import type { SettingField } from './setting-field.js';

const MOST_PATTERNS = 50;
const MOST_STARS = 4;
const LONGEST = 200;

/** No id of a model has these; whoever writes them means a regular expression. */
const REGULAR_EXPRESSION = /[\^$|\\()[\]{}]/;

/**
 * A list of ids of models, where `*` stands for any text: `gpt-4*`, `*embed*`. Capitals do not matter. They become sources of
 * regular expressions, as `AiQuirks` has them: settings give none themselves, as one of a project could take for ever.
 */
export const modelPatternsField: SettingField = (value) => {
  if (Array.isArray(value) && value.length <= MOST_PATTERNS && value.every(isPattern))
    return { value: value.map((text) => sourceOf(text.trim())) };
  const what = `where * stands for any text (["gpt-4*", "*embed*"]), at most ${MOST_STARS} stars and ${LONGEST} characters each`;
  return { problem: `must be a list of at most ${MOST_PATTERNS} names of models, ${what}; no regular expressions` };
};

function isPattern(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST) return false;
  return !REGULAR_EXPRESSION.test(value) && value.split('*').length - 1 <= MOST_STARS;
}

/**
 * Takes time in proportion to the length of the id: what stands between two stars is sought once, from where the last one
 * ended, and never again further on. A lookahead is not entered a second time, which makes its group final.
 */
function sourceOf(pattern: string): string {
  const [first = '', ...others] = pattern.split(/\*+/).map(literal);
  const last = others.pop();
  if (last === undefined) return `^${first}$`;
  const between = others.map((text, index) => `(?=([^]*?${text}))(?:\\${index + 1})`);
  return `^${first}${between.join('')}[^]*${last}$`;
}

/** The text, in capitals or not: a source has no flags. */
function literal(text: string): string {
  return text.split('').map(eitherCase).join('');
}

function eitherCase(unit: string): string {
  const forms = [...new Set([unit, unit.toLowerCase(), unit.toUpperCase()])].filter((form) => form.length === 1);
  return `[${forms.map(escaped).join('')}]`;
}

/** By its number: then it has no meaning of its own. */
function escaped(unit: string): string {
  return /\w/.test(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
