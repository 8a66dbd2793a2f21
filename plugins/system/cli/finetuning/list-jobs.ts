import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningState } from 'devmgr/plugin-api/contracts/finetuning';
import { reportJob } from '../../finetuning/view/job-report.js';
import type { FinetuneParts } from './finetune-word.js';
import { listed } from './listed.js';
import { printJobs } from './print-jobs.js';

/**
 * `finetune list [--provider P]`: jobs of all providers, newest first; whose could not be listed is said on stderr. 0, or 5 when no provider
 * could be asked.
 */
export async function listJobs(invocation: CliInvocation, parts: FinetuneParts): Promise<number> {
  const { context } = parts;
  const state = await listed(invocation, parts, invocation.flags.string('provider'));
  if (invocation.signal.aborted) return ExitCode.interrupted;
  const { jobs, problems } = state;
  const told = problems.map(({ adapterId, message, hint }) => ({ provider: adapterId, message, hint }));
  if (invocation.json) invocation.stdout.write(`${JSON.stringify({ jobs: jobs.map(reportJob), problems: told })}\n`);
  else {
    const columns = invocation.stdout.isTTY ? invocation.stdout.columns : undefined;
    const empty = 'No fine-tuning jobs. Begin one: devmgr finetune create (where: devmgr finetune adapters)\n';
    invocation.stdout.write(jobs.length > 0 ? printJobs(jobs, context.text, context.clock.now(), columns) : empty);
    invocation.stderr.write(problemLines(state, context.text));
  }
  return problems.length > 0 && jobs.length === 0 ? ExitCode.unavailable : ExitCode.ok;
}

function problemLines({ problems }: FineTuningState, text: FinetuneParts['context']['text']): string {
  return problems
    .map(({ adapterId, message, hint }) => `! ${adapterId}: ${message}${hint === undefined ? '' : `\n  ${hint}`}`)
    .map((line) => `${text.redact(text.clean(line))}\n`)
    .join('');
}
