import type { GeneratedFile } from 'devmgr/plugin-api/contracts/code-generator';

/** What takes longer is given as one change of everything: diffing is quadratic in what differs. */
const longestMs = 2_000;

/** As `git diff` writes it, so that `git apply` takes it; empty where nothing changes. */
export async function unifiedDiff(files: readonly GeneratedFile[]): Promise<string> {
  const { structuredPatch } = await import('diff');
  const parts = files.map(({ path, before, after }) => {
    if (before === after) return '';
    const limits = { context: 3, timeout: longestMs };
    const hunks = structuredPatch('', '', before ?? '', after, '', '', limits)?.hunks.map(hunkText);
    const names = before === undefined ? ['new file mode 100644', '--- /dev/null'] : [`--- a/${path}`];
    const heads = [`diff --git a/${path} b/${path}`, ...names, `+++ b/${path}`];
    // git has no hunks for a file with nothing in it.
    const shown = after === '' && before === undefined ? heads.slice(0, 2) : heads;
    return `${[...shown, ...(hunks ?? [allOf(before ?? '', after)])].join('\n')}\n`;
  });
  return parts.join('');
}

interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

function hunkText({ oldStart, oldLines, newStart, newLines, lines }: Hunk): string {
  // Nothing stands before the first line.
  const from = oldLines === 0 ? Math.max(0, oldStart - 1) : oldStart;
  const to = newLines === 0 ? Math.max(0, newStart - 1) : newStart;
  return [`@@ -${from},${oldLines} +${to},${newLines} @@`, ...lines].join('\n');
}

function allOf(before: string, after: string): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const lines = [...signed('-', old, before), ...signed('+', fresh, after)];
  return hunkText({ oldStart: 1, oldLines: old.length, newStart: 1, newLines: fresh.length, lines });
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return text.endsWith('\n') || text === '' ? lines.slice(0, -1) : lines;
}

function signed(sign: string, lines: readonly string[], text: string): readonly string[] {
  const marks = text === '' || text.endsWith('\n') ? [] : ['\\ No newline at end of file'];
  return [...lines.map((line) => `${sign}${line}`), ...marks];
}
