/**
 * The words of a command as a POSIX shell splits them: blanks between words, '…' as it stands, "…" and \ as in sh. Nothing is expanded. What is
 * not closed ends with the text.
 */
export function splitCommand(text: string): string[] {
  const words: string[] = [];
  const pattern = /(?:[^\s'"\\]+|'[^']*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|\\[\s\S]?)+/g;
  for (const [word] of text.matchAll(pattern)) words.push(unquoted(word));
  return words;
}

function unquoted(word: string): string {
  return word.replace(/'([^']*)(?:'|$)|"((?:[^"\\]|\\[\s\S])*)(?:"|$)|\\([\s\S]?)/g, (_, single, double, escaped) => {
    if (typeof single === 'string') return single;
    if (typeof double === 'string')
      return double.replace(/\\([$`"\\\n])/g, (_all, held: string) => (held === '\n' ? '' : held));
    return typeof escaped === 'string' ? escaped.replace('\n', '') : '';
  });
}
