const mostCharacters = 60;

/** A title for a conversation, on one line: the beginning of its first question, cut between words. Empty when that has no words. */
export function titleOf(question: string): string {
  const line = question
    .replace(/^\s*(```|~~~).*$/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= mostCharacters) return line;
  const start = characters.slice(0, mostCharacters - 1).join('');
  const wordEnd = start.lastIndexOf(' ');
  return `${(wordEnd > mostCharacters / 2 ? start.slice(0, wordEnd) : start).trimEnd()}…`;
}
