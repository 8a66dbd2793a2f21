const mostCharacters = 60;

/** A title for a conversation, on one line: the beginning of its first question, cut between words where it has some. */
export function titleOf(question: string): string {
  const words = oneLine(question.replace(/^\s*(```|~~~).*$/gm, ' '));
  const characters = [...(words === '' ? oneLine(question) : words)];
  if (characters.length <= mostCharacters) return characters.join('');
  const start = characters.slice(0, mostCharacters - 1).join('');
  const wordEnd = start.lastIndexOf(' ');
  return `${(wordEnd > mostCharacters / 2 ? start.slice(0, wordEnd) : start).trimEnd()}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
