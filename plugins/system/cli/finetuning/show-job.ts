import { ExitCode, type CliInvocation, type StyledText, type TextTools } from 'devmgr/plugin-api';
import type { FineTuningDetail, FineTuningOutput } from 'devmgr/plugin-api/contracts/finetuning-job';
import { checkpointText, eventText } from '../../finetuning/view/detail-text.js';
import { jobDetails } from '../../finetuning/view/job-details.js';
import { reportDetail, reportJob } from '../../finetuning/view/job-report.js';
import { lossText } from '../../finetuning/view/loss-text.js';
import { sparkText } from '../../finetuning/view/spark-text.js';
import { shellQuote } from '../../servers/ssh/shell-quote.js';
import type { FinetuneParts } from './finetune-word.js';
import { namedJob } from './named-job.js';

/** So many events a person reads. */
const MOST_EVENTS = 20;
const CURVE = 40;
const MOST_LINES = 10;

/** `finetune show <job>`: all that is known of a job. 0, also of one that failed. */
export async function showJob(invocation: CliInvocation, parts: FinetuneParts): Promise<number> {
  const { finetuning, context } = parts;
  const job = await namedJob(invocation, parts);
  const detail = await finetuning.detail(job, { signal: invocation.signal });
  const title = finetuning.adapters.get().find(({ id }) => id === job.adapterId)?.title ?? job.adapterId;
  const { text, clock } = context;
  const lines = [...jobDetails(job, title, clock.now(), detail.metrics).map(plain), ...detailLines(detail)];
  invocation.stdout.write(
    invocation.json
      ? `${JSON.stringify({ job: reportJob(job), ...reportDetail(detail) })}\n`
      : lines.map((line) => `${told(line, text)}\n`).join(''),
  );
  return ExitCode.ok;
}

function detailLines({ events, metrics, checkpoints, output }: FineTuningDetail): string[] {
  const losses = metrics.flatMap(({ loss }) => loss ?? []);
  const curve = `${sparkText(losses, CURVE)} ${lossText(losses.at(-1))}`;
  return [
    ...(losses.length === 0 ? [] : ['', 'loss', `  ${curve}`]),
    ...(checkpoints.length === 0 ? [] : ['', 'checkpoints', ...checkpoints.map((each) => `  ${checkpointText(each)}`)]),
    ...(events.length === 0 ? [] : ['', 'events', ...events.slice(-MOST_EVENTS).map((each) => `  ${eventText(each)}`)]),
    ...(output ? outputLines(output) : []),
  ];
}

/** The end of what it printed, and where the rest is. */
function outputLines({ lines, file }: FineTuningOutput): string[] {
  return [
    '',
    'output',
    ...lines.slice(-MOST_LINES).map((line) => `  ${line}`),
    `  … all of it: tail -f ${shellQuote(file)}`,
  ];
}

function plain(line: StyledText): string {
  return typeof line === 'string' ? line : line.map((span) => span.text).join('');
}

function told(line: string, text: TextTools): string {
  return text.redact(text.clean(line)).replaceAll('\n', ' ');
}
