import type { CommandHandler } from 'devmgr/plugin-api';
import { selectedJob, type JobsParts } from '../../jobs-parts.js';
import { resultRefusal } from './result-refusal.js';

/** Chat and Code Gen ask the model that the selected job made, in this project. */
export function useJobModel(parts: JobsParts): CommandHandler {
  return {
    async run() {
      const selection = selectedJob(parts)?.resultSelection;
      if (selection === undefined) return;
      await parts.preferences.select(selection);
      const message = `Chat and Code Gen ask ${selection} now in this project`;
      parts.context.screen.notify({ severity: 'success', message, hint: 'u on the AI providers takes it back' });
    },
    disabledReason() {
      const job = selectedJob(parts);
      const { selection } = parts.preferences.choices.get();
      if (selection !== undefined && selection === job?.resultSelection) return `${selection} is asked already`;
      return resultRefusal(job);
    },
  };
}
