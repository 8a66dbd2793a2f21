import type { GeneratedFile } from 'devmgr/plugin-api/contracts/code-generator';
import { newProblems } from '../review/new-problems.js';
import type { CodegenEngine } from '../session/codegen-engine.js';
import type { FileProblem } from './gen-outcome.js';

/** Mistakes in files that were not there before. Rejects with the signal's reason. */
export async function findProblems(
  files: readonly GeneratedFile[],
  engine: Pick<CodegenEngine, 'problemsOf'>,
  signal: AbortSignal,
): Promise<readonly FileProblem[]> {
  const found: FileProblem[] = [];
  for (const file of files) {
    const problems = await newProblems(file, (each, stop) => engine.problemsOf(each, stop), signal);
    found.push(...problems.map((problem) => ({ path: file.path, ...problem })));
  }
  return found;
}
