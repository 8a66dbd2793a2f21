import type { CommandHandler } from 'devmgr/plugin-api';
import { resultName } from '../../finetuning/view/result-name.js';
import { NO_JOB, selectedJob, type JobsParts } from '../../jobs-parts.js';

/** Copies the id of the selected job, or the name of the model that it made, as the person picks where there are both. */
export function copyJob(parts: JobsParts): CommandHandler {
  const { screen } = parts.context;
  return {
    async run() {
      const job = selectedJob(parts);
      if (!job) return;
      const result = resultName(job);
      const items = [
        { label: job.id, detail: 'the job', value: job.id },
        ...(result === undefined ? [] : [{ label: result, detail: 'the model that it made', value: result }]),
      ];
      const text = items.length === 1 ? job.id : await screen.pick({ title: 'Copy', items });
      if (text === undefined) return;
      screen.copy(text);
      screen.notify({ severity: 'info', message: `${text} was sent to the terminal's clipboard` });
    },
    disabledReason: () => (selectedJob(parts) ? undefined : NO_JOB),
  };
}
