const maxLength = 280;

/** Tags and sections with which the prose of a doc comment ends. */
const details =
  /\n\s*(?::(?:param|return|rtype|raises|type)|(?:Args|Arguments|Parameters|Params|Returns?|Raises|Yields|Examples?|Notes?|Usage|Throws|Panics|Safety|Errors)\s*:?\s*\n|#+\s|@\w+|>>>|```|\.\. )/;

const directive = /^(todo|fixme|type:|noqa|eslint|istanbul|copyright|@|prettier|c8 |v8 |ts-|xxx|biome|deno-|nolint)/i;

/** Prose without marks of Markdown, reStructuredText, JSDoc and HTML, in one line. */
export function plainText(text: string): string {
  return text
    .replace(/[`*]+|:[a-z:]+:(?=`)/g, '')
    .replace(/\{@\w+ ([^}]*)\}/g, '$1')
    .replace(/<[^>]{1,40}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first two sentences of the first paragraph of a doc comment, at most 280 characters. */
export function firstSentences(text: string): string {
  const [paragraph = ''] = text.trim().split(/\n\s*\n/);
  const [prose = ''] = paragraph.split(details);
  const sentences = plainText(prose).split(/(?<=[.!?])\s+(?=[A-Z])/);
  return sentences.slice(0, 2).join(' ').slice(0, maxLength);
}

/** Whether a person could have asked it: 3 to 60 words of plain English letters, no word for a tool. */
export function isUsableQuery(query: string): boolean {
  const words = query.match(/[A-Za-z]{2,}/g) ?? [];
  const plain = [...query].filter((char) => char <= '\x7f').length;
  const isLongEnough = words.length >= 3 && words.length <= 60 && query.length <= 300;
  return isLongEnough && plain > 0.95 * query.length && !directive.test(query);
}

const notOfCode =
  /^(merge|bump|release|revert|update (dep|change|read|lock|version)|upgrade|v?\d+\.\d+|version|prepare|chore\(?(deps|release)|build\(deps|\[pre-commit|docs?[:(]|changelog|typo|fix typo|lint|format|wip|ci[:(]|fmt|back to dev|\[?auto)|dependabot|renovate|changelog|typos?\b|prettier|\blint|pre-commit|run black|formatting/i;

/**
 * The subject of a commit as a person would put it: without numbers of issues, `fix(scope):` and emoji.
 * `undefined` for merges, releases, bumps, documents and formatting.
 */
export function cleanSubject(subject: string): string | undefined {
  if (notOfCode.test(subject)) return undefined;
  const cleaned = plainText(
    subject
      .replace(/[\s,;(]*\b(fix(es|ed)?|close[sd]?|resolve[sd]?|refs?):? (#|gh-)\d+\)?\.?/gi, '')
      .replace(/\s*\(?(?:#|gh-)\d+\)?/gi, '')
      .replace(/^\w{2,12}(?:\(([^)]*)\))?!?:\s*/, (_, scope: string | undefined) => (scope ? `${scope} ` : ''))
      .replace(/^\[[^\]]*\]\s*/, '')
      .replace(/^:\w+:\s*/, ''),
  ).replace(/^[\s.\-–:]+|[\s.\-–:]+$/g, '');
  return cleaned.length >= 15 && isUsableQuery(cleaned) ? cleaned : undefined;
}
