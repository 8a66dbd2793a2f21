import type { TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import type { SourceLines } from './frame-lines.js';
import { readProjectFile } from './read-project-file.js';

const AROUND = 4;

/** The lines around a frame from its file as it is now; `undefined` for what is no file of the project, or too big. */
export async function readSourceAround(root: string, frame: TestFrame): Promise<SourceLines | undefined> {
  const lines = (await readProjectFile(root, frame.path))?.split('\n');
  if (!lines || frame.line > lines.length) return undefined;
  const first = Math.max(1, frame.line - AROUND);
  return { firstLine: first, lines: lines.slice(first - 1, frame.line + AROUND) };
}
