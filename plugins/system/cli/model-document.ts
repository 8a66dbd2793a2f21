import type { LocalDtype, LocalTask, PulledModel } from '../providers/local/models/pulled-model.js';

/** A model of this machine in the JSON of `devmgr models`. Fields may be added, never renamed. */
export interface ModelDocument {
  readonly id: string;
  readonly task: LocalTask;
  readonly dtype: LocalDtype;
  readonly bytes: number;
  readonly contextWindow?: number;
  readonly dir: string;
  readonly revision?: string;
}

export function modelDocument({ id, task, dtype, bytes, contextWindow, dir, revision }: PulledModel): ModelDocument {
  return {
    id,
    task,
    dtype,
    bytes,
    ...(contextWindow !== undefined && { contextWindow }),
    dir,
    ...(revision !== undefined && { revision }),
  };
}
