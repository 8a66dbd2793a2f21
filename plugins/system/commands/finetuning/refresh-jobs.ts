import type { CommandHandler } from 'devmgr/plugin-api';
import type { JobsParts } from '../../jobs-parts.js';

/** Asks all providers for their jobs now. */
export function refreshJobs({ context, finetuning }: JobsParts): CommandHandler {
  return {
    async run({ signal }) {
      await finetuning.refresh({ signal });
      const { jobs, problems } = finetuning.state.get();
      const [problem] = problems;
      const count = `${jobs.length} fine-tuning job${jobs.length === 1 ? '' : 's'}`;
      if (!problem) return context.screen.notify({ severity: 'info', message: count });
      const message = `${count}; ${problem.adapterId}: ${problem.message}`;
      context.screen.notify({ severity: 'warning', message, hint: problem.hint });
    },
  };
}
