import type { PluginContext } from 'devmgr/plugin-api';
import { createLocalParts } from '../create-local-parts.js';
import type { LocalParts } from '../local-parts.js';
import { JobRun } from './job-run.js';

/**
 * A devmgr in the background: runs jobs that wait, one after the other, and resolves when there is none or when all places are taken.
 * When `signal` aborts, the job that runs is ended with it.
 */
export async function runJobs(context: PluginContext, signal: AbortSignal): Promise<void> {
  const parts = createLocalParts(context);
  const { runners, store } = parts;
  for (;;) {
    const place = await runners.takePlace();
    if (place === undefined) return;
    try {
      while (!signal.aborted && (await runNext(parts, context, signal)));
    } finally {
      await store.claims.release(place);
    }
    // One that was created just now has seen that the place was taken.
    if (signal.aborted || (await store.waiting()).length === 0) return;
  }
}

/** False when no job waits. */
async function runNext(parts: LocalParts, context: PluginContext, signal: AbortSignal): Promise<boolean> {
  const { store, runners } = parts;
  for (const { order } of await store.waiting()) {
    if (await store.claims.take(order.id)) continue;
    try {
      const job = await store.find(order.id);
      if (job?.record.status !== 'queued') continue;
      await runners.ensure().catch((error: unknown) => context.log.warn(String(error)));
      await new JobRun({ context, store, job, signal }).run();
      return true;
    } finally {
      await store.claims.release(order.id);
    }
  }
  return false;
}
