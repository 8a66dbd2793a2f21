import type { StyledText } from 'devmgr/plugin-api';
import { isEnded } from '../../finetuning/is-ended.js';
import { jobFraction } from '../../finetuning/view/job-progress.js';
import type { JobsParts } from '../../jobs-parts.js';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';

/** Says in the status line how far fine-tuning jobs are, while some run. A click shows them. */
export function showJobStatus({ context, finetuning }: JobsParts): void {
  const item = context.screen.statusItem({ align: 'left', priority: 60 });
  context.subscriptions.add(
    finetuning.state.onDidChange(({ jobs }) => item.set(jobsStatus(jobs), `${context.manifest.id}.show-jobs`)),
  );
}

/** `◐ training 62%`, `◐ 3 training`; empty when none runs. */
export function jobsStatus(jobs: readonly FineTuningJob[]): StyledText {
  const active = jobs.filter((job) => !isEnded(job) && job.status !== 'paused');
  const [only, ...others] = active;
  if (!only) return '';
  const fraction = jobFraction(only);
  const percent = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)}%`;
  const text =
    others.length > 0
      ? ` ${active.length} training`
      : only.status === 'queued'
        ? ' training queued'
        : ` training${percent}`;
  return [{ text: '◐', style: 'info' }, { text }];
}
