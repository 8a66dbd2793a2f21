import type { CommandHandler } from 'devmgr/plugin-api';
import { isEnded } from '../../finetuning/is-ended.js';
import { NO_JOB, selectedJob, type JobsParts } from '../../jobs-parts.js';
import { steered } from './steered.js';

/** Forgets the selected job, which has ended, after asking. Its files stay. */
export function forgetJob(parts: JobsParts): CommandHandler {
  const adapterOf = (id: string) => parts.finetuning.adapters.get().find((adapter) => adapter.id === id);
  return {
    async run({ signal }) {
      const job = selectedJob(parts);
      if (!job) return;
      const isWanted = await parts.context.screen.confirm({
        title: `Forget ${job.id}?`,
        detail: 'It disappears from the list; its files stay where they are.',
        action: 'Forget it',
      });
      if (isWanted) await steered(parts, job, { action: 'remove', signal });
    },
    disabledReason() {
      const job = selectedJob(parts);
      if (!job) return NO_JOB;
      if (!isEnded(job)) return `${job.id} has not ended: cancel it first`;
      const adapter = adapterOf(job.adapterId);
      return adapter?.remove ? undefined : `${adapter?.title ?? job.adapterId} keeps its jobs itself`;
    },
  };
}
