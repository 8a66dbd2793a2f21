import type { CommandHandler } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { selectedJob, type JobsParts } from '../../jobs-parts.js';
import { resultRefusal } from './result-refusal.js';

/** The gateway offers the model that the selected job made, under a name that the person gives. */
export function serveJobModel(parts: JobsParts): CommandHandler {
  const { screen } = parts.context;
  return {
    async run() {
      const job = selectedJob(parts);
      if (job?.resultSelection === undefined) return;
      const title = `Name of ${job.resultSelection} in the gateway`;
      const typed = await screen.prompt({ title, value: proposedName(job) });
      const name = typed?.trim() ?? '';
      if (name === '') return;
      const before = parts.served.all().get(name);
      if (before !== undefined && before !== job.resultSelection) {
        const detail = `Now it is ${before}.`;
        if (!(await screen.confirm({ title: `Is ${name} to be the new model?`, detail, action: 'Replace' }))) return;
      }
      await parts.served.serve(name, job.resultSelection);
      const message = `The gateway answers to "${name}" with ${job.resultSelection}`;
      screen.notify({ severity: 'success', message, hint: 'devmgr gateway starts it' });
    },
    disabledReason: () => resultRefusal(selectedJob(parts)),
  };
}

/** The suffix that a person gave it, or what the model was made of: `acme`, `gpt-4.1-mini-tuned`. */
function proposedName({ suffix, baseModel }: FineTuningJob): string {
  const base = baseModel.split('/').at(-1) ?? baseModel;
  return suffix === undefined || suffix === '' ? `${base}-tuned` : suffix;
}
