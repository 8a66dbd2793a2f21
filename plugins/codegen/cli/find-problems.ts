import type { GeneratedFile } from 'devmgr/plugin-api/contracts/code-generator';
import type { CodegenEngine } from '../session/codegen-engine.js';
import type { FileProblem } from './gen-outcome.js';

/** Mistakes in files that were not there before. Rejects with the signal's reason. */
export async function findProblems(
  files: readonly GeneratedFile[],
  engine: Pick<CodegenEngine, 'problemsOf'>,
  signal: AbortSignal,
): Promise<readonly FileProblem[]> {
  const found: FileProblem[] = [];
  for (const { path, before, after } of files) {
    const now = await engine.problemsOf({ path, text: after }, signal);
    if (now.length === 0) continue;
    const earlier = before === undefined ? [] : await engine.problemsOf({ path, text: before }, signal);
    // Their lines may have moved.
    const known = new Set(earlier.map(({ message }) => message));
    found.push(...now.filter(({ message }) => !known.has(message)).map((problem) => ({ path, ...problem })));
  }
  return found;
}
