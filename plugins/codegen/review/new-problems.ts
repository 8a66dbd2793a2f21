import type { CodeProblem, GeneratedFile } from 'devmgr/plugin-api/contracts/code-generator';

type ProblemsOf = (
  file: { readonly path: string; readonly text: string },
  signal: AbortSignal,
) => Promise<readonly CodeProblem[]>;

/**
 * Mistakes in a file as it would be that are not in it as it is: one with the same words at a line with the same text was there before, wherever
 * that line is now. Rejects as `problemsOf` does.
 */
export async function newProblems(
  { path, before, after }: GeneratedFile,
  problemsOf: ProblemsOf,
  signal: AbortSignal,
): Promise<readonly CodeProblem[]> {
  const now = await problemsOf({ path, text: after }, signal);
  if (now.length === 0 || before === undefined) return now;
  const known = new Map<string, number>();
  for (const key of keysOf(await problemsOf({ path, text: before }, signal), before))
    known.set(key, (known.get(key) ?? 0) + 1);
  if (known.size === 0) return now;
  const keys = keysOf(now, after);
  // The same mistake made once more is a new one.
  return now.filter((_, at) => {
    const key = keys[at] ?? '';
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

/** Messages name lines, which move with what stands above: `unterminated string literal (detected at line 12)`. */
function keysOf(problems: readonly CodeProblem[], text: string): readonly string[] {
  const lines = text.split('\n');
  return problems.map(({ line, message }) => {
    return `${message.replace(/\b(lines?|column) \d+/g, '$1')}\n${(lines[line - 1] ?? '').trim()}`;
  });
}
