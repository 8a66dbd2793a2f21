/** Text without secrets and with as many lines as before, so that line numbers stay true: a mask may swallow line breaks. */
export function redactedLines(text: string, redact: (text: string) => string): string {
  const masked = redact(text);
  if (masked === text) return text;
  const before = text.split('\n');
  const after = masked.split('\n');
  const missing = before.length - after.length;
  if (missing <= 0) return masked;
  let same = 0;
  while (same < after.length && before[same] === after[same]) same += 1;
  return [...after.slice(0, same + 1), ...Array<string>(missing).fill('***'), ...after.slice(same + 1)].join('\n');
}
