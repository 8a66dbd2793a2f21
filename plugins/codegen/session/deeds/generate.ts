import { jobOf } from '../job-of.js';
import type { SessionDesk } from '../session-desk.js';
import { askInRounds } from './ask-in-rounds.js';

/** Has code written for what is asked now; what does not fit is sent back once. */
export function generate(desk: SessionDesk): Promise<void> {
  return desk.work({ kind: 'gathering' }, async (signal) => {
    desk.change({ type: 'rounds-begun' });
    desk.change({ type: 'answer-awaited' });
    await askInRounds(desk, await settledJob(desk, signal), { tests: false, signal });
  });
}

/** Where something was taken out of the context of an older prompt, it stays out of that of this one. */
async function settledJob(desk: SessionDesk, signal: AbortSignal) {
  const { removed, isPlanFresh, usesContext, written } = desk.now;
  if (removed.size > 0 && !isPlanFresh && usesContext && !written) {
    const { generator } = await desk.parts.engine();
    desk.change({ type: 'plan-ended', plan: await generator.plan(jobOf(desk.now), { signal }) });
  }
  return jobOf(desk.now);
}
