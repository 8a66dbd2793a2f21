import type { StructuredPatch } from 'diff';
import type { GeneratedFile } from 'devmgr/plugin-api/contracts/code-generator';

/** What takes longer is given as one change of everything: diffing is quadratic in what differs. */
const longestMs = 2_000;

type Hunk = Pick<StructuredPatch['hunks'][number], 'oldStart' | 'oldLines' | 'newStart' | 'newLines' | 'lines'>;

/** As `git diff` writes it, so that `git apply` takes it; empty where nothing changes. Works in slices: others are served meanwhile. */
export async function gitDiff({ path, before, after }: GeneratedFile): Promise<string> {
  if (before === after) return '';
  const heads = [`diff --git a/${path} b/${path}`, ...(before === undefined ? ['new file mode 100644'] : [])];
  // git has no hunks for a file with nothing in it.
  if (before === undefined && after === '') return `${heads.join('\n')}\n`;
  const names = [before === undefined ? '--- /dev/null' : `--- a/${path}`, `+++ b/${path}`];
  const hunks = (await hunksOf(before ?? '', after)) ?? [allOf(before ?? '', after)];
  return `${[...heads, ...names, ...hunks.map(hunkText)].join('\n')}\n`;
}

/** `undefined`: it took too long. */
async function hunksOf(before: string, after: string): Promise<readonly Hunk[] | undefined> {
  const { structuredPatch } = await import('diff');
  return new Promise((resolve) => {
    const callback = (patch: StructuredPatch | undefined) => resolve(patch?.hunks);
    structuredPatch('', '', before, after, '', '', { context: 3, timeout: longestMs, callback });
  });
}

function hunkText({ oldStart, oldLines, newStart, newLines, lines }: Hunk): string {
  // Nothing stands before the first line.
  const from = oldLines === 0 ? Math.max(0, oldStart - 1) : oldStart;
  const to = newLines === 0 ? Math.max(0, newStart - 1) : newStart;
  return [`@@ -${from},${oldLines} +${to},${newLines} @@`, ...lines].join('\n');
}

function allOf(before: string, after: string): Hunk {
  const [old, fresh] = [signed('-', before), signed('+', after)];
  const count = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('\\')).length;
  return { oldStart: 1, oldLines: count(old), newStart: 1, newLines: count(fresh), lines: [...old, ...fresh] };
}

function signed(sign: string, text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n').map((line) => `${sign}${line}`);
  return text.endsWith('\n') ? lines.slice(0, -1) : [...lines, '\\ No newline at end of file'];
}
