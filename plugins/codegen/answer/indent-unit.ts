/** What a file is indented by from one level to the next: some blanks or a tab. `undefined`: nothing is indented. */
export function indentUnit(lines: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  let last = '';
  for (const line of lines) {
    if (line.trim() === '') continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    const step = indent.startsWith(last) ? indent.slice(last.length) : '';
    if (step !== '') counts.set(step, (counts.get(step) ?? 0) + 1);
    last = indent;
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
