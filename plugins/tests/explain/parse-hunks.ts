/** One hunk of a unified diff. */
export interface DiffHunk {
  /** Of the file as it is after the change, from the root of what was compared. */
  readonly path: string;
  /** Lines of the file after the change, both inclusive; `lastLine` is less when it only removes. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** `@@ … @@` and what follows, then the lines with their sign. */
  readonly lines: readonly string[];
}

/** Hunks of what `git diff --no-prefix` prints (https://git-scm.com/docs/diff-format). Unknown lines are passed over. */
export function parseHunks(diff: string): readonly DiffHunk[] {
  const hunks: { path: string; firstLine: number; lastLine: number; lines: string[]; left: [number, number] }[] = [];
  let path = '';
  for (const line of diff.split('\n')) {
    const open = hunks.at(-1);
    if (open && (open.left[0] > 0 || open.left[1] > 0)) {
      open.lines.push(line);
      if (!line.startsWith('+') && !line.startsWith('\\')) open.left[0] -= 1;
      if (!line.startsWith('-') && !line.startsWith('\\')) open.left[1] -= 1;
      continue;
    }
    path = fileOf(line) ?? path;
    const found = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!found) continue;
    const [, before = '1', first = '1', after = '1'] = found;
    const firstLine = Number(first);
    const left: [number, number] = [Number(before), Number(after)];
    hunks.push({ path, firstLine, lastLine: firstLine + Number(after) - 1, lines: [line], left });
  }
  return hunks.map(({ left: _left, ...hunk }) => hunk);
}

/** A name with quotes and escapes is none of a Python file that anybody has. */
function fileOf(line: string): string | undefined {
  return /^\+\+\+ (?!\/dev\/null)([^\t]+)/.exec(line)?.[1];
}
