import type { Clock, Services } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';

/** How long is waited for an index that has files of an earlier time; for the first one of a project as long as for a long answer. */
const patienceMs = { known: 5_000, fresh: 60_000 };

export interface PrepareIndexParts {
  readonly services: Pick<Services, 'require'>;
  readonly clock: Pick<Clock, 'setTimeout'>;
  readonly signal: AbortSignal;
  /** How far it is: files of files. */
  onProgress(done: number, total: number): void;
}

/**
 * Brings the code index up to date before code is gathered: who calls devmgr once has no second chance to be shown more of the project. What is not
 * done in time is left where it is. An index that is off, missing or broken is no reason not to generate: gathering says so. Rejects only when aborted.
 */
export async function prepareIndex({ services, clock, signal, onProgress }: PrepareIndexParts): Promise<void> {
  const stop = new AbortController();
  let timer: ReturnType<Clock['setTimeout']> | undefined;
  try {
    const index = await services.require(CodeIndex);
    if (index.state.get().status === 'off') return;
    const known = await index.files({ signal });
    timer = clock.setTimeout(() => stop.abort(), known.length > 0 ? patienceMs.known : patienceMs.fresh);
    let total = 0;
    for await (const step of index.refresh({ signal: AbortSignal.any([signal, stop.signal]) })) {
      if (step.type === 'index-start') total = step.files;
      if (step.type === 'file-end') onProgress(step.done, total);
    }
  } catch {
    signal.throwIfAborted();
  } finally {
    void timer?.dispose();
  }
}
