import type { TextTools } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { resultName } from '../../finetuning/view/result-name.js';
import { jobSign, jobWord } from '../../finetuning/view/describe-job.js';
import { progressText } from '../../finetuning/view/job-progress.js';
import { jobName } from '../../finetuning/view/job-report.js';
import { ageText } from '../../finetuning/view/job-times.js';
import { lossText } from '../../finetuning/view/loss-text.js';
import { costText, windowText } from '../../providers/view/model-numbers.js';
import { noteTable } from '../providers/note-table.js';

const HEADER = ['', 'JOB', 'BASE MODEL', 'STATUS', 'PROGRESS', 'LOSS', 'TOKENS', 'COST', 'AGE', 'RESULT'];
const NUMBERS = new Set([5, 6, 7, 8]);

/** A table for people, a job a line. Ends with a newline. `columns` of the terminal; `undefined` where it is none. */
export function printJobs(
  jobs: readonly FineTuningJob[],
  text: TextTools,
  now: number,
  columns: number | undefined,
): string {
  const rows = jobs.map((job) => cells(job, now).map((cell) => told(cell, text)));
  return noteTable({ header: HEADER, rows, right: NUMBERS, columns }, text)
    .map((line) => `${line}\n`)
    .join('');
}

/** Without a terminal nothing else limits what a provider says. */
const LONGEST_CELL = 300;

function told(cell: string, text: TextTools): string {
  return text.truncate(text.redact(text.clean(cell)).replaceAll('\n', ' '), LONGEST_CELL);
}

function cells(job: FineTuningJob, now: number): string[] {
  return [
    jobSign(job).text,
    jobName(job),
    job.baseModel,
    jobWord(job),
    progressText(job, now, 0).trim(),
    lossText(job.loss),
    windowText(job.trainedTokens),
    job.costUsd === undefined ? '' : costText(job.costUsd),
    ageText(job, now),
    job.error?.message ?? resultName(job) ?? '',
  ];
}
