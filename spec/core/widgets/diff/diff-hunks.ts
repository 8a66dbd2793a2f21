import type { DiffHunk, DiffLine } from 'devmgr/plugin-api';

/**
 * A hunk from lines as `diff -u` writes them. Numbers begin at `first` on both sides; a line ends in `  !! message` where it has a problem.
 */
export function hunk(
  id: string,
  lines: readonly string[],
  first = 1,
  decision: DiffHunk['decision'] = 'open',
): DiffHunk {
  let oldLine = first;
  let newLine = first;
  const made = lines.map((line): DiffLine => {
    const [text = '', problem] = line.slice(1).split('  !! ');
    if (line.startsWith('+')) return { kind: 'added', text, newLine: newLine++, problem };
    if (line.startsWith('-')) return { kind: 'removed', text, oldLine: oldLine++, problem };
    return { kind: 'context', text, oldLine: oldLine++, newLine: newLine++, problem };
  });
  return { id, header: `hunk ${id}`, decision, lines: made };
}

/** Hunks `h1`, `h2`, … of `size` added lines each. */
export function manyHunks(count: number, size: number): DiffHunk[] {
  return Array.from({ length: count }, (_, index) => {
    const first = index * 100 + 1;
    return hunk(
      `h${index + 1}`,
      Array.from({ length: size }, (_line, at) => `+h${index + 1} line ${at + 1}`),
      first,
    );
  });
}
