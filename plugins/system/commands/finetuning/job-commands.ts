import type { CommandHandler } from 'devmgr/plugin-api';
import type { JobsParts } from '../../jobs-parts.js';
import type { SystemView } from '../../tab/system-view.js';
import { cancelJob } from './cancel-job.js';
import { copyJob } from './copy-job.js';
import { forgetJob } from './forget-job.js';
import { formCommands } from './form-commands.js';
import { pauseJob } from './pause-job.js';
import { refreshJobs } from './refresh-jobs.js';
import { resumeJob } from './resume-job.js';
import { serveJobModel } from './serve-job-model.js';
import { useJobModel } from './use-job-model.js';

type Handlers = Readonly<Record<string, CommandHandler | CommandHandler['run']>>;

/** Commands on the fine-tuning jobs, by their names. `showTab`: the System tab. */
export function jobCommands(parts: JobsParts, view: SystemView, showTab: () => void): Handlers {
  return {
    'new-job': () => {
      showTab();
      view.openJobForm();
    },
    'cancel-job': cancelJob(parts),
    'pause-job': pauseJob(parts),
    'resume-job': resumeJob(parts),
    'forget-job': forgetJob(parts),
    'refresh-jobs': refreshJobs(parts),
    'copy-job': copyJob(parts),
    'use-job-model': useJobModel(parts),
    'serve-job-model': serveJobModel(parts),
    ...formCommands(parts, view),
  };
}
