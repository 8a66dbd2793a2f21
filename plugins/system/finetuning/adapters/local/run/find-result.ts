import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { JobOrder } from '../jobs/job-order.js';
import type { TrainingState } from '../protocol/training-state.js';
import { resultNote } from './result-note.js';

export interface JobResult {
  /** Absolute. `undefined`: it left nothing. */
  readonly path: string | undefined;
  readonly selection: string | undefined;
  /** What to do with it, where devmgr knows that. */
  readonly note: string | undefined;
}

/**
 * Where the model is: as the program says, as the recipe says, or in the output folder, in this order. `modelsDir`: of the models that devmgr runs
 * itself.
 */
export async function findResult(order: JobOrder, state: TrainingState, modelsDir: string): Promise<JobResult> {
  const said = state.resultPath;
  const candidates = [
    ...(said === undefined ? [] : [isAbsolute(said) ? said : join(order.cwd, said)]),
    ...(order.result === undefined ? [] : [order.result]),
    ...((await readdir(order.outputDir).catch(() => [])).length > 0 ? [order.outputDir] : []),
  ];
  for (const path of candidates) {
    const stats = await stat(path).catch(() => undefined);
    if (!stats) continue;
    const note = await resultNote(order, { path, isFolder: stats.isDirectory(), modelsDir });
    return { path, selection: state.resultSelection, note };
  }
  const note = candidates[0] === undefined ? undefined : `The model is not where it was said to be: ${candidates[0]}`;
  return { path: undefined, selection: state.resultSelection, note: note ?? 'It left no file in its output folder' };
}
