/** A line that opens or closes a block of code; see `close-fence.ts`. */
const fenceLine = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
/** Indented ones are mostly comments in the code of a list. https://spec.commonmark.org/0.31.2/#atx-headings */
const heading = /^(#{1,6})(?=[ \t]|$)/;
/** The line below a heading of one line. https://spec.commonmark.org/0.31.2/#setext-headings */
const underline = /^ {0,3}(=+|-+)[ \t]*$/;
/** What begins like this is no paragraph, which a heading with a line below it is. */
const otherBlock = /^(?: {4}|\t| {0,3}(?:[>#|]|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|`{3}|~{3}|<))/;
const lowest = 6;

/** The text with its headings so many levels lower, so that it can stand below one of another text; code stays as it is. */
export function lowerHeadings(text: string, levels: number): string {
  const lowered: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const [, marks = '', rest = ''] = fenceLine.exec(line) ?? [];
    if (fence === undefined && marks !== '') fence = marks;
    else if (fence !== undefined && marks.startsWith(fence) && rest.trim() === '') fence = undefined;
    else if (fence === undefined && isUnderline(line, lowered)) {
      const level = line.includes('=') ? 1 : 2;
      lowered.push(`${hashes(level + levels)} ${(lowered.pop() ?? '').trim()}`);
      continue;
    }
    const hash = fence === undefined ? heading.exec(line)?.[1] : undefined;
    lowered.push(hash === undefined ? line : hashes(hash.length + levels) + line.slice(hash.length));
  }
  return lowered.join('\n');
}

/** Below a paragraph of one line: of several it would take all. */
function isUnderline(line: string, before: readonly string[]): boolean {
  const [above = '', title = ''] = before.slice(-2).length === 2 ? before.slice(-2) : ['', ...before];
  return underline.test(line) && title.trim() !== '' && above.trim() === '' && !otherBlock.test(title);
}

function hashes(level: number): string {
  return '#'.repeat(Math.min(lowest, level));
}
