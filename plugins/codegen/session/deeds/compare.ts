import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { BakeOffEntry } from '../../bakeoff/bake-off.js';
import { keptVerdict } from '../../history/kept-verdict.js';
import { createReview } from '../../review/create-review.js';
import { rebaseReview } from '../../review/edit-review.js';
import { jobOf } from '../job-of.js';
import type { SessionDesk } from '../session-desk.js';

/** Has several models do what is asked now, side by side. */
export function compare(desk: SessionDesk, models: readonly string[], tests: boolean): Promise<void> {
  return desk.work({ kind: 'comparing' }, async (signal) => {
    const { runBakeOff } = await desk.parts.engine();
    const kept = new Set<string>();
    const { verify: where } = desk.parts.settings();
    for await (const entries of runBakeOff(jobOf(desk.now), models, { tests, where, signal })) {
      if (!desk.isRunning(signal)) return;
      desk.change({ type: 'bake-off-set', entries });
      for (const { generation, verification, status } of entries) {
        if (!generation || status !== 'done' || kept.has(generation.id)) continue;
        kept.add(generation.id);
        void desk.keep((history) => history.add(generation));
        if (verification) void desk.keep((history) => history.markTested(generation.id, keptVerdict(verification)));
      }
    }
  });
}

/** Puts what a model wrote under review, with what the tests said of it. */
export function openEntry(desk: SessionDesk, { generation, verification }: BakeOffEntry): void {
  if (!generation) return;
  desk.change({ type: 'answer-awaited' });
  desk.change({ type: 'rounds-begun' });
  desk.change({ type: 'generated', generation, reviews: generation.files.map((file) => createReview(file)) });
  if (verification) desk.change({ type: 'verified', result: verification });
}

/** Puts an earlier generation under review, against the files as they are now. */
export async function openGeneration(desk: SessionDesk, generation: Generation): Promise<void> {
  const { writer } = await desk.parts.engine();
  const reviews = await Promise.all(
    generation.files.map(async (file) => {
      const now = await writer.read(file.path).catch(() => undefined);
      const review = createReview(file);
      return now ? rebaseReview(review, now.text) : review;
    }),
  );
  desk.change({ type: 'target-set', target: generation.target });
  desk.change({ type: 'prompt-set', prompt: generation.prompt });
  desk.change({ type: 'answer-awaited' });
  desk.change({ type: 'rounds-begun' });
  desk.change({ type: 'generated', generation, reviews });
}
