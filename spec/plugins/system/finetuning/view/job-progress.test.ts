import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FineTuningJob, FineTuningProgress } from 'devmgr/plugin-api/contracts/finetuning-job';
import { jobFraction, progressText, timeLeft } from '../../../../../plugins/system/finetuning/view/job-progress.js';
import { jobOf } from '../../../../support/fine-tuning/scripted-adapter.js';

const NOW = 1_800_000_000_000;
const running = (progress: FineTuningProgress | undefined, more: Partial<FineTuningJob> = {}) =>
  jobOf({ progress, startedAt: NOW - 60_000, ...more });

it.each([
  ['a share', running({ fraction: 0.5 }), '█████░░░░░  50% 1m'],
  ['steps', running({ step: 30, totalSteps: 120 }), '███░░░░░░░  25% 3m'],
  ['epochs', running({ epoch: 1.5, totalEpochs: 2 }), '████████░░  75% 20s'],
  [
    'the end that its provider expects',
    running({ fraction: 0.5 }, { estimatedFinishAt: NOW + 5_000 }),
    '█████░░░░░  50% 5s',
  ],
  ['a step of nobody knows how many', running({ step: 12 }), 'step 12'],
  ['an epoch of nobody knows how many', running({ epoch: 1.234 }), 'epoch 1.23'],
  ['nothing', running(undefined), ''],
  ['too little to say how long it lasts', running({ fraction: 0.01 }), '░░░░░░░░░░   1%'],
  ['a pause', running({ fraction: 0.5 }, { status: 'paused' }), '█████░░░░░  50%'],
  ['its end', running({ fraction: 0.4 }, { status: 'succeeded' }), '██████████ 100%'],
  ['steps of none', running({ step: 0, totalSteps: 0 }), 'step 0 of 0'],
])('says %s', (_what, job, text) => expect(progressText(job, NOW, 10)).toBe(text));

it('has no bar where there is no room for one', () =>
  expect(progressText(running({ fraction: 0.5 }), NOW, 0)).toBe(' 50% 1m'));

it('of whatever is told makes a bar of the same width, a share from 0 to 1 and no time before now', () => {
  const number = fc.option(fc.double(), { nil: undefined });
  fc.assert(
    fc.property(
      fc.record({ fraction: number, step: number, totalSteps: number, epoch: number, totalEpochs: number }),
      fc.option(fc.integer({ min: NOW - 1e9, max: NOW }), { nil: undefined }),
      (progress, startedAt) => {
        const job = running(progress, { startedAt });
        const fraction = jobFraction(job);
        if (fraction === undefined) return;
        expect(fraction >= 0 && fraction <= 1).toBe(true);
        expect(progressText(job, NOW, 10)).toMatch(/^[█░]{10} [ \d]{3}%/);
        expect(timeLeft(job, NOW) ?? 0).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
