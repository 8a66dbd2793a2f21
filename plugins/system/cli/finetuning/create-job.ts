import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningCheck } from 'devmgr/plugin-api/contracts/finetuning';
import type {
  FineTuningAdapter,
  FineTuningCreateProgress,
  FineTuningRequest,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { costsMoney } from '../../finetuning/draft/costs-money.js';
import { isAnyHere } from '../../finetuning/draft/data-file.js';
import { jobName, reportJob } from '../../finetuning/view/job-report.js';
import { paidText } from '../../finetuning/view/paid-text.js';
import { checked, checkText } from './check-files.js';
import { chosenAdapter, refusal } from './chosen-adapter.js';
import type { FinetuneParts } from './finetune-word.js';
import { LiveLine } from './live-line.js';
import { requestOf, requireFile } from './request-of.js';
import { watchUntilEnd } from './watch-job.js';

/**
 * `finetune create`: checks the files, asks when it costs money, uploads and creates. 0 when the job was created; with `--wait` as `watch`; 1
 * when the files have errors or the person did not agree. stdout has the job's name, with `--json` the job.
 */
export async function createJob(invocation: CliInvocation, parts: FinetuneParts): Promise<number> {
  requireFile(invocation);
  const adapter = chosenAdapter(invocation, parts);
  const problem = refusal(adapter);
  if (problem) throw problem;
  // Before the request is read: a parameter that is wrong in the settings is none that can be chosen.
  tellNotice(invocation, parts, adapter);
  const request = requestOf(invocation, { adapter, file: invocation.args[1], needsModel: true });
  const check = isAnyHere(request) ? await checked(invocation, parts, { adapter, request }) : undefined;
  if (check) invocation.stderr.write(checkText(check, parts.context.text, adapter.title));
  if (check && !check.isGood) return ExitCode.notGood;
  if (!(await agrees(invocation, adapter, check))) {
    invocation.stderr.write('Nothing was created\n');
    return ExitCode.notGood;
  }
  const job = await created(invocation, parts, { adapter, request });
  if (invocation.flags.boolean('wait')) return watchUntilEnd(invocation, parts, job);
  invocation.stdout.write(invocation.json ? `${JSON.stringify({ job: reportJob(job) })}\n` : `${jobName(job)}\n`);
  if (!invocation.json) invocation.stderr.write(`Watch it: devmgr finetune watch ${jobName(job)}\n`);
  return ExitCode.ok;
}

const MAY_BE_THERE =
  '! The job may have been created all the same: look at devmgr finetune list before you create it again';

function tellNotice({ stderr }: CliInvocation, { context }: FinetuneParts, adapter: FineTuningAdapter): void {
  const availability = adapter.availability();
  if (availability.kind !== 'ready' || availability.notice === undefined) return;
  for (const line of context.text.clean(availability.notice).split('\n')) stderr.write(`! ${line}\n`);
}

async function agrees(
  { flags, openDialogue }: CliInvocation,
  adapter: FineTuningAdapter,
  check: FineTuningCheck | undefined,
): Promise<boolean> {
  if (flags.boolean('yes') || !costsMoney(adapter, check?.estimate)) return true;
  const price = paidText(adapter, check?.estimate);
  if (!openDialogue) {
    throw new DevmgrError({
      code: 'DEVMGR_INPUT_REQUIRED',
      message: `Training at ${adapter.title} costs money (${price}), and nobody can be asked here`,
      hint: 'Agree to it: --yes',
      exitCode: ExitCode.usage,
    });
  }
  const dialogue = openDialogue();
  try {
    const reply = await dialogue.ask(`Create the job at ${adapter.title}? ${price}; it costs money [y/N] `);
    return reply.kind === 'line' && /^\s*y(?:es)?\s*$/i.test(reply.text);
  } finally {
    await dialogue.dispose();
  }
}

async function created(
  { stderr, signal }: CliInvocation,
  { finetuning, context }: FinetuneParts,
  { adapter, request }: { readonly adapter: FineTuningAdapter; readonly request: FineTuningRequest },
): Promise<FineTuningJob> {
  const line = new LiveLine(stderr, context.text);
  const last = { isCreating: false };
  const onProgress = (progress: FineTuningCreateProgress) => {
    last.isCreating = progress.type === 'creating';
    if (progress.type === 'upload') line.show('uploading', progress.sentBytes, progress.totalBytes);
    else line.say(progress.type === 'processing' ? 'The provider reads the file…' : 'Creating the job…');
  };
  try {
    return await finetuning.create(adapter.id, request, { signal, onProgress });
  } catch (error) {
    line.clear();
    if (signal.aborted && last.isCreating) stderr.write(`${MAY_BE_THERE}\n`);
    throw error;
  } finally {
    line.clear();
  }
}
