import { partialGeneration } from '../../generate/partial-generation.js';
import { jobOf } from '../job-of.js';
import { GenerationReceiver } from '../receive-generation.js';
import type { SessionDesk } from '../session-desk.js';

/** Has code written for what is asked now. What came is kept, also when it is stopped or fails in the middle. */
export function generate(desk: SessionDesk): Promise<void> {
  return desk.work({ kind: 'gathering' }, async (signal) => {
    const { generator, history } = await desk.parts.engine();
    desk.change({ type: 'rounds-begun' });
    desk.change({ type: 'answer-awaited' });
    const receiver = new GenerationReceiver(desk);
    try {
      for await (const event of generator.generate(await settledJob(desk, signal), { signal })) {
        if (!desk.isRunning(signal)) return;
        const generation = await receiver.take(event);
        // It is kept in its own time, and never fails: the answer can be looked at now.
        if (generation && generation.answer !== '') void history.add(generation);
      }
    } catch (error) {
      const partial = partialGeneration(error);
      if (partial) {
        receiver.show(partial);
        void history.add(partial);
      }
      throw error;
    } finally {
      receiver.end();
    }
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
