import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CoverageReport } from 'devmgr/plugin-api/contracts/test-runs';

type CoveredFile = CoverageReport['files'][number];

/** What was measured, or why nothing was. */
export type CoverageReading = { readonly report: CoverageReport } | { readonly problem: string };

/**
 * Reads what `devmgr_pytest/coverage_told.py` has written into the folder of a run: one JSON object a line, first
 * `{"percent": 87.5}` or `{"problem": "…"}`, then one for every file. Line by line, as a project may have thousands. Never rejects.
 */
export async function readCoverage(runFolder: string, root: string): Promise<CoverageReading> {
  const files: CoveredFile[] = [];
  let percent: number | undefined;
  try {
    const input = createReadStream(join(runFolder, 'coverage.jsonl'), 'utf8');
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      const told = JSON.parse(line) as Record<string, unknown>;
      if (typeof told['problem'] === 'string') return { problem: told['problem'] };
      if (typeof told['percent'] === 'number') percent = told['percent'];
      const file = readFile(told, root);
      if (file) files.push(file);
    }
  } catch (error) {
    return { problem: isMissing(error) ? 'pytest ended before it was measured' : 'the measurement could not be read' };
  }
  return percent === undefined ? { problem: 'the measurement could not be read' } : { report: { files, percent } };
}

function readFile(told: Record<string, unknown>, root: string): CoveredFile | undefined {
  const { path, statements, covered, missing } = told;
  if (typeof path !== 'string' || typeof statements !== 'number' || typeof covered !== 'number') return undefined;
  if (!Array.isArray(missing) || !missing.every((line) => typeof line === 'number')) return undefined;
  return { path: path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path, statements, covered, missing };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
