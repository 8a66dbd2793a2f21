/** The beginning of a block of code, also in a quote or under a list's item. */
const fence = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})(.*)$/;

/** The same text with spaces in the place of fenced code, so that every place stays where it is. A block without an end goes to the end. */
export function outsideCodeBlocks(markdown: string): string {
  let open: string | undefined;
  const lines = markdown.split('\n').map((line) => {
    const [, marks = '', info = ''] = fence.exec(line) ?? [];
    if (open === undefined) {
      // Three backticks in a line with others are a code span.
      if (marks === '' || (marks.startsWith('`') && info.includes('`'))) return line;
      open = marks;
    } else if (marks.startsWith(open) && info.trim() === '') open = undefined;
    return ' '.repeat(line.length);
  });
  return lines.join('\n');
}
